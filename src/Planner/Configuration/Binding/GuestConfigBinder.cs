using RdmPlanner.Planner.Profiles;

namespace RdmPlanner.Planner.Configuration;

/// <summary>Turns settings into a guest, in the order and with the defaults of xl and libxl.</summary>
/// <remarks>
/// The order is that of parse_config_data (tools/xl/xl_parse.c): memory; rdm; pci, each device copying the global policy
/// as it is at that moment; then mmio_hole; then rdm_mem_boundary. Under a release the reading ends where its xl exits.
/// Under the design it goes on and every error is found in one run.
/// </remarks>
public static class GuestConfigBinder
{
    /// <summary>Binds a guest.</summary>
    /// <param name="file">The file; null when everything comes from options. Its findings are taken over.</param>
    /// <param name="overrides">Options, which replace the file's settings.</param>
    /// <param name="profile">Whose rules.</param>
    /// <returns>The guest and the findings; never throws for any content.</returns>
    public static BoundGuest Bind(XlConfigFile? file, GuestOverrides overrides, XenProfile profile)
    {
        BoundGuest bound = new GuestBinding(file ?? XlConfigFile.Empty, overrides, profile, hasFile: file is not null).Run();
        return file is null ? bound : bound with { Diagnostics = [.. file.Diagnostics, .. bound.Diagnostics] };
    }
}
