using System.Collections.Immutable;
using RdmPlanner.Acpi.Dumps;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Planner.Host.Bundle;

/// <summary>Takes the members of a bundle that may be hostile, one after another, within limits.</summary>
/// <remarks>After the first error nothing more is taken: <see cref="IsRefused"/> tells the reader to stop.</remarks>
public sealed class BundleBuilder
{
    /// <summary>The most members of a bundle; a host with 4096 PCI functions has 50 000.</summary>
    public const int MostMembers = 65_536;

    /// <summary>The most bytes of all members together.</summary>
    public const int LargestInBytes = 64 << 20;

    private readonly ImmutableSortedDictionary<string, byte[]>.Builder _files =
        ImmutableSortedDictionary.CreateBuilder<string, byte[]>(StringComparer.Ordinal);

    private readonly ImmutableArray<DumpDiagnostic>.Builder _diagnostics = ImmutableArray.CreateBuilder<DumpDiagnostic>();
    private int _members;
    private long _size;
    private int _links;

    /// <summary>Whether the bundle is refused.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>Judges a member by its name before its contents are read.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="sizeInBytes">Its size as stated.</param>
    /// <param name="path">Where it belongs.</param>
    /// <returns>False when it is not to be read; the bundle may be refused then.</returns>
    public bool Admit(string name, long sizeInBytes, out string path)
    {
        path = "";
        if (IsRefused)
            return false;
        if (++_members > MostMembers)
            return Refuse(DumpDiagnosticCode.BundleTooLarge, $"the bundle has more than {MostMembers} members");
        if (BundlePaths.Normalise(name, out path) is { } problem)
            return Refuse(DumpDiagnosticCode.BundleUnsafe, $"member '{name}': {problem}");

        _size += sizeInBytes;
        return sizeInBytes < 0 || _size > LargestInBytes
            ? Refuse(DumpDiagnosticCode.BundleTooLarge, $"the members of the bundle have more than {LargestInBytes >> 20} MiB")
            : path.Length > 0;
    }

    /// <summary>Keeps the contents of an admitted member.</summary>
    /// <param name="path">Where it belongs.</param>
    /// <param name="content">Its bytes.</param>
    public void Keep(string path, byte[] content)
    {
        if (!_files.TryAdd(path, content))
            Refuse(DumpDiagnosticCode.BundleUnsafe, $"member '{path}' is there twice");
    }

    /// <summary>Takes a link, which is never followed: one that leads out of the bundle is a reason to refuse it.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="target">Where it points to.</param>
    public void Link(string path, string target)
    {
        if (BundlePaths.StaysInside(path, target))
            _links++;
        else
            Refuse(DumpDiagnosticCode.BundleUnsafe, $"member '{path}' is a link that leads out of the bundle, to '{target}'");
    }

    /// <summary>Refuses the bundle.</summary>
    /// <param name="code">An error.</param>
    /// <param name="message">Why.</param>
    /// <returns>False.</returns>
    public bool Refuse(DumpDiagnosticCode code, string message)
    {
        IsRefused = true;
        _diagnostics.Add(new DumpDiagnostic(code, 0, message));
        return false;
    }

    /// <summary>Ends the bundle; a single folder around all its members is taken away.</summary>
    /// <returns>The files; none when the bundle is refused.</returns>
    public BundleFiles ToFiles()
    {
        if (IsRefused)
            _files.Clear();
        else if (_links > 0)
            _diagnostics.Add(new DumpDiagnostic(DumpDiagnosticCode.BundleLink, 0, $"{CountText.Of(_links, "link")} of the bundle {(_links == 1 ? "is" : "are")} not followed"));

        return new BundleFiles(WithoutOuterFolder(), _diagnostics.ToImmutable());
    }

    private ImmutableSortedDictionary<string, byte[]> WithoutOuterFolder()
    {
        string[] tops = [.. _files.Keys.Select(k => k.Split('/', 2)[0]).Distinct(StringComparer.Ordinal).Take(2)];
        if (tops.Length != 1 || tops[0] is "sys" or "proc" || _files.ContainsKey(tops[0]))
            return _files.ToImmutable();

        return _files.ToImmutableSortedDictionary(f => f.Key[(tops[0].Length + 1)..], f => f.Value, StringComparer.Ordinal);
    }
}
