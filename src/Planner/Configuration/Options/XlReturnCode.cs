namespace RdmPlanner.Planner.Configuration;

/// <summary>libxl's error numbers that the option parsers return (libxl.h, libxl_error).</summary>
public static class XlReturnCode
{
    /// <summary>Success.</summary>
    public const int Ok = 0;

    /// <summary>ERROR_FAIL: only for an unknown policy word of a device, 4.15 on.</summary>
    public const int Fail = -3;

    /// <summary>ERROR_INVAL.</summary>
    public const int Invalid = -6;
}
