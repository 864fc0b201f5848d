namespace RdmPlanner.Planner.Configuration;

/// <summary>The kind of guest (xl.cfg(5), <c>type</c> or the older <c>builder</c>). Only HVM guests have reserved device memory.</summary>
public enum GuestType
{
    /// <summary>Fully virtualised: hvmloader runs and the settings of this program matter.</summary>
    Hvm,

    /// <summary>Paravirtualised; xl's default when the file names no type.</summary>
    Pv,

    /// <summary>Hardware virtualised without firmware and emulated devices.</summary>
    Pvh,
}
