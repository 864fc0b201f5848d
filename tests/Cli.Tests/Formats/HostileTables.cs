using RdmPlanner.TestKit;

namespace RdmPlanner.Cli.Tests.Formats;

/// <summary>Tables for the tests of forms.</summary>
internal static class HostileTables
{
    /// <summary>A unit, and an RMRR at 0x40 that two devices share: LINT8052 at its scopes, 0x58 to 0x67.</summary>
    internal static byte[] SharedRegion() => RawTable.Around(Convert.FromHexString(
        "0000100001000000" + "0000d9fe00000000"
        + "0100280000000000" + "00d05d8d00000000" + "ffcf5f8d00000000" + "0108000000001d00" + "0108000000001a00"));

    /// <summary>The same with a name-space device whose name is made of what formats use for themselves.</summary>
    /// <param name="name">The name in ASCII.</param>
    internal static byte[] WithName(string name)
    {
        byte[] text = System.Text.Encoding.Latin1.GetBytes(name + "\0");
        return RawTable.Around(
        [
            .. Convert.FromHexString("0000100001000000" + "0000d9fe00000000"),
            4, 0, (byte)(8 + text.Length), 0, 0, 0, 0, 1, .. text,
        ]);
    }
}
