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
        long managed = GC.GetTotalMemory(true);
        using LennardJonesRun run = LennardJonesRun.Melt(63, 2, precision);
        run.Run(25, 4.0);
        long live = GC.GetTotalMemory(true) - managed, resident = Resident();
        output.WriteLine(
            $"{run.Atoms.Owned} atoms, {precision}: {live / 1e6:f0} MB live ({live / (double)run.Atoms.Owned:f0} bytes an atom), "
            + $"working set of the whole test process {resident / 1e6:f0} MB, after 25 steps and {run.Forces.Statistics.Rebuilds} lists");
        run.Atoms.Owned.ShouldBe(1_000_188);
        run.Forces.Statistics.Rebuilds.ShouldBe(2);
        live.ShouldBeLessThan(600_000_000);
        resident.ShouldBeLessThan(1_000_000_000);
    }

    private static long Resident()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
