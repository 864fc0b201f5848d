namespace RdmPlanner.Planner.Hypervisor;

/// <summary>Results of hypervisor functions: zero, or a negative errno of Xen's public/errno.h.</summary>
public static class ErrorNumber
{
    /// <summary>Success.</summary>
    public const int None = 0;

    /// <summary>Operation not permitted (EPERM).</summary>
    public const int NotPermitted = -1;

    /// <summary>No such entry (ENOENT).</summary>
    public const int NoEntry = -2;

    /// <summary>Input/output error (EIO): a region lies in RAM.</summary>
    public const int InputOutput = -5;

    /// <summary>Too large (E2BIG): a range or a list of the <c>rmrr=</c> option.</summary>
    public const int TooBig = -7;

    /// <summary>Bad address (EFAULT): base above end.</summary>
    public const int BadAddress = -14;

    /// <summary>Busy (EBUSY): a guest frame is taken.</summary>
    public const int Busy = -16;

    /// <summary>Exists already (EEXIST): overlapping regions.</summary>
    public const int Exists = -17;

    /// <summary>No such device (ENODEV).</summary>
    public const int NoDevice = -19;

    /// <summary>Invalid argument (EINVAL).</summary>
    public const int Invalid = -22;

    /// <summary>Address in use (EADDRINUSE): another record of the domain overlaps.</summary>
    public const int AddressInUse = -98;

    /// <summary>The symbol of a result.</summary>
    /// <param name="result">Zero or a negative errno.</param>
    /// <returns><c>EBUSY</c> and the like; the number for one that is not listed here.</returns>
    public static string NameOf(int result) => result switch
    {
        None => "0",
        NotPermitted => "EPERM",
        NoEntry => "ENOENT",
        InputOutput => "EIO",
        TooBig => "E2BIG",
        BadAddress => "EFAULT",
        Busy => "EBUSY",
        Exists => "EEXIST",
        NoDevice => "ENODEV",
        Invalid => "EINVAL",
        AddressInUse => "EADDRINUSE",
        _ => $"{result}",
    };
}
