using System;
using System.Diagnostics;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Potentials.LennardJones;

public sealed class LennardJonesMemoryTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(Precision.Double)]
    [InlineData(Precision.Mixed)]
    [Trait("Category", "Long")]
    public void AMillionAtomsTakeLessThanAGigabyte(Precision precision)
    {
        GC.Collect();
        long managed = GC.GetTotalMemory(true), resident = Resident();
        using LennardJonesRun run = LennardJonesRun.Melt(63, 2, precision);
        run.Run(25, 4.0);
        long residentAfter = Resident() - resident, managedAfter = GC.GetTotalMemory(true) - managed;
        output.WriteLine(
            $"{run.Atoms.Owned} atoms, {precision}: {residentAfter / 1e6:f0} MB of working set, {managedAfter / 1e6:f0} MB live "
            + $"({managedAfter / (double)run.Atoms.Owned:f0} bytes an atom) after 25 steps and {run.Forces.Statistics.Rebuilds} lists");
        run.Atoms.Owned.ShouldBe(1_000_188);
        run.Forces.Statistics.Rebuilds.ShouldBe(2);
        managedAfter.ShouldBeLessThan(1_000_000_000);
        residentAfter.ShouldBeLessThan(1_000_000_000);
    }

    private static long Resident()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
