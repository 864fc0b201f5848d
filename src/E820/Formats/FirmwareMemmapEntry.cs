namespace RdmPlanner.E820;

/// <summary>The three files of one directory <c>/sys/firmware/memmap/N</c>, as text.</summary>
/// <remarks>Equality is by all fields.</remarks>
/// <param name="Number">N, the position in the firmware's list from 0.</param>
/// <param name="Start">Content of <c>start</c>: first byte, <c>0x0</c>.</param>
/// <param name="End">Content of <c>end</c>: last byte (inclusive), <c>0x9fbff</c>.</param>
/// <param name="Type">Content of <c>type</c>: <c>System RAM</c>.</param>
public readonly record struct FirmwareMemmapEntry(int Number, string Start, string End, string Type);
