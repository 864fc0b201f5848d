using System.Globalization;
using System.Text;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Profiles;

namespace RdmPlanner.Planner.Advice;

/// <summary>A guest as its configuration file and the options on top of it, in the form in which it can be edited.</summary>
/// <remarks>
/// The text has one character a byte (Latin-1), so that whatever an edit leaves alone goes back to the file as it was, valid
/// UTF-8 or not. Equality is by all parts.
/// </remarks>
public sealed record GuestSource
{
    private GuestSource(string name, string bytesAsText, GuestOverrides overrides, bool isMadeOfOptions)
    {
        Name = name;
        BytesAsText = bytesAsText;
        Overrides = overrides;
        IsMadeOfOptions = isMadeOfOptions;
    }

    /// <summary>The file as the user named it; <c>guest.cfg</c> for one made of options.</summary>
    public string Name { get; }

    /// <summary>The options that are still on top of the file.</summary>
    public GuestOverrides Overrides { get; private init; }

    /// <summary>Whether there is no file, and the text was made of the options alone.</summary>
    public bool IsMadeOfOptions { get; }

    /// <summary>The file, one character a byte.</summary>
    internal string BytesAsText { get; private init; }

    /// <summary>A guest from a file.</summary>
    /// <param name="name">The file as the user named it.</param>
    /// <param name="bytes">Its content.</param>
    /// <param name="overrides">Options on top.</param>
    /// <returns>The source.</returns>
    public static GuestSource OfFile(string name, ReadOnlySpan<byte> bytes, GuestOverrides overrides) =>
        new(name, Encoding.Latin1.GetString(bytes), overrides, isMadeOfOptions: false);

    /// <summary>A guest from options alone: the file that says the same.</summary>
    /// <param name="options">The options.</param>
    /// <returns>The source, without options on top.</returns>
    public static GuestSource OfOptions(GuestOverrides options)
    {
        StringBuilder text = new("type = \"hvm\"\n");
        Add(text, "memory", options.MemoryMiB);
        Add(text, "maxmem", options.MaxMemMiB);
        Add(text, "videoram", options.VideoRamMiB);
        Add(text, "vga", options.Vga);
        Add(text, "hap", options.Hap is { } hap ? (hap ? 1 : 0) : null);
        Add(text, "mmio_hole", options.MmioHoleMiB);
        Add(text, "rdm_mem_boundary", options.BoundaryMiB);
        Add(text, "rdm", options.Rdm);
        if (!options.Pci.IsDefaultOrEmpty)
        {
            text.Append("pci = [\n");
            foreach (string device in options.Pci)
            {
                text.Append(CultureInfo.InvariantCulture, $"    {Quoted(device, '"')},\n");
            }

            text.Append("]\n");
        }

        GuestOverrides rest = new()
        {
            RdmGrammar = options.RdmGrammar,
            UninitialisedPolicy = options.UninitialisedPolicy,
            UninitialisedStrategy = options.UninitialisedStrategy,
            UninitialisedFunction = options.UninitialisedFunction,
        };
        return new GuestSource("guest.cfg", text.ToString(), rest, isMadeOfOptions: true);
    }

    /// <summary>The file's content.</summary>
    /// <returns>The bytes.</returns>
    public byte[] ToBytes() => Encoding.Latin1.GetBytes(BytesAsText);

    /// <summary>Reads and binds the guest as <c>plan</c> does.</summary>
    /// <param name="profile">Whose rules.</param>
    /// <returns>The guest and its findings.</returns>
    public BoundGuest Bind(XenProfile profile) =>
        GuestConfigBinder.Bind(XlConfigReader.Read(Readable(BytesAsText), Name), Overrides, profile);

    /// <summary>The same guest with another text and other options on top.</summary>
    internal GuestSource With(string bytesAsText, GuestOverrides overrides) =>
        this with { BytesAsText = bytesAsText, Overrides = overrides };

    /// <summary>Bytes as characters, for people and for the reader.</summary>
    internal static string Readable(string bytesAsText) => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(bytesAsText));

    /// <summary>A value as a quoted string of the configuration language, one character a byte.</summary>
    internal static string Quoted(string value, char quote)
    {
        StringBuilder text = new StringBuilder().Append(quote);
        foreach (char c in Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(value)))
        {
            string escaped = c switch
            {
                '\\' => @"\\",
                '\n' => @"\n",
                '\r' => @"\r",
                _ when c == quote => $"\\{quote}",
                _ => c.ToString(),
            };
            text.Append(escaped);
        }

        return text.Append(quote).ToString();
    }

    private static void Add(StringBuilder text, string name, long? value)
    {
        if (value is { } number)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name} = {number}\n");
        }
    }

    private static void Add(StringBuilder text, string name, string? value)
    {
        if (value is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name} = {Quoted(value, '"')}\n");
        }
    }
}
