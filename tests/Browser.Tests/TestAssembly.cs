using RdmPlanner.Browser.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(Browser))]
