namespace RdmPlanner.Planner.Hvmloader;

/// <summary>The first half of PCI setup: route the interrupts, walk the bus, size the BARs.</summary>
/// <remarks>Mirrors the scan in pci_setup() in tools/firmware/hvmloader/pci.c (Xen c447b73).</remarks>
internal sealed class PciScan
{
    /// <summary>Name of the function in crashes.</summary>
    public const string Phase = "pci_setup";

    /// <summary>ISA IRQs 5, 10 and 11 are connected to PCI (PCI_ISA_IRQ_MASK).</summary>
    private const uint PciIsaIrqs = 0x0c20;

    private readonly HvmloaderState _state;
    private readonly BarSizing _sizing;
    private readonly bool _isaBridgeAnswers;
    private readonly byte[] _linkIrqs = new byte[4];
    private PciFunctionRegisters? _primaryVga;

    private PciScan(HvmloaderState state, bool platformBarUncached)
    {
        _state = state;
        _sizing = new BarSizing(state, platformBarUncached);
        foreach (PciFunctionRegisters function in state.Functions)
        {
            _isaBridgeAnswers |= function.Function.DevFn == GuestLayout.IsaBridgeDevFn && function.IsPresent;
        }
    }

    /// <summary>Runs the scan.</summary>
    /// <param name="state">The run.</param>
    /// <param name="platformBarUncached">The bar-uc option.</param>
    /// <param name="demand">What was found; null after a crash.</param>
    /// <returns>False after a crash.</returns>
    public static bool Run(HvmloaderState state, bool platformBarUncached, out BarDemand? demand)
    {
        var scan = new PciScan(state, platformBarUncached);
        scan.RouteLinks();
        foreach (PciFunctionRegisters function in state.Functions)
        {
            if (function.IsPresent && !scan.Visit(function))
            {
                demand = null;
                return false;
            }
        }

        demand = scan._sizing.ToDemand(scan._primaryVga);
        return true;
    }

    private void RouteLinks()
    {
        uint irq = 0;
        for (uint link = 0; link < 4; link++)
        {
            do
            {
                irq = (irq + 1) & 15;
            }
            while ((PciIsaIrqs & (1u << (int)irq)) == 0);

            // The routes live in the bridge; without one the writes are lost and reads give all ones.
            _linkIrqs[link] = _isaBridgeAnswers ? (byte)irq : (byte)0xff;
            _state.Log.Print("PCI-ISA link %u routed to IRQ%u\n", link, irq);
        }
    }

    private bool Visit(PciFunctionRegisters function)
    {
        GuestPciFunction id = function.Function;
        if (id.DevFn == GuestLayout.IsaBridgeDevFn && (id.VendorId != 0x8086 || id.DeviceId != 0x7000))
        {
            return _state.AssertionFailed(
                Phase, "(devfn != PCI_ISA_DEVFN) || ((vendor_id == 0x8086) && (device_id == 0x7000))", "pci.c:170");
        }

        if (!VisitClass(function))
        {
            return false;
        }

        if (_state.Input.Profile.EnablesDecodeAtEnd)
        {
            // A 64-bit BAR is programmed in two halves; decoding in between would put it over RAM for a moment.
            function.Command &= unchecked((ushort)~(PciCommand.Io | PciCommand.Memory));
        }

        _sizing.Visit(function);
        RouteInterrupt(function);
        function.Enable(PciCommand.Master);
        return true;
    }

    private bool VisitClass(PciFunctionRegisters function)
    {
        GuestPciFunction id = function.Function;
        switch (id.Class)
        {
            case 0x0300:
                VisitVga(function);
                break;
            case 0x0680 when id.VendorId != 0x8086 || id.DeviceId != 0x7113:
                // hvmloader takes every "other bridge" for the PIIX4 power management function, also a passed-through one.
                return _state.AssertionFailed(Phase, "(vendor_id == 0x8086) && (device_id == 0x7113)", "pci.c:206");
            case 0x0680:
                // The SMBus I/O registers at 0x20 and 0x22 are cleared, which is where a BAR 4 would be.
                function.Write(PciFunctionRegisters.SmBusSlot, 0);

                // First 9 is written. The word 1 meant for 0x3d lands at 0x3c, too (pci_write() keeps reg & 2 only), so the line
                // becomes 1, until the routed IRQ replaces that.
                function.InterruptLine = 1;
                break;
        }

        return true;
    }

    private void VisitVga(PciFunctionRegisters function)
    {
        GuestPciFunction id = function.Function;
        if (id is { VendorId: 0x1234, DeviceId: 0x1111 })
        {
            (_primaryVga, _state.Vga) = (function, VirtualVga.Std);
        }
        else if (id is { VendorId: 0x1013, DeviceId: 0x00b8 })
        {
            (_primaryVga, _state.Vga) = (function, VirtualVga.Cirrus);
        }
        else if (_state.Vga == VirtualVga.None)
        {
            // A passed-through adapter is primary only until an emulated one is found; an OpRegion given to it stays.
            (_primaryVga, _state.Vga) = (function, VirtualVga.Passthrough);
            if (id.VendorId == 0x8086)
            {
                _state.IgdOpRegionPgBase = SpecialPages.IgdOpRegionPage;
            }
        }
    }

    private void RouteInterrupt(PciFunctionRegisters function)
    {
        uint pin = function.Function.IntPin;
        if (pin == 0)
        {
            return;
        }

        // The "barber's pole": neighbouring devices use neighbouring links.
        uint link = (pin - 1 + function.Device) & 3;
        function.InterruptLine = _linkIrqs[link];
        _state.Log.Print(
            "pci dev %02x:%x INT%c->IRQ%u\n", function.Device, function.FunctionNumber, 'A' + pin - 1, function.InterruptLine);
    }
}
