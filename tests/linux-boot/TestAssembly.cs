using System.Runtime.Versioning;
using RdmPlanner.TestKit;

[assembly: BudgetedProperties]
[assembly: SupportedOSPlatform("linux")]
