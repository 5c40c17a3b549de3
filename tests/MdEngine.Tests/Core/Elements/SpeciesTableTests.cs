using System;
using MdEngine.Core.Elements;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Core.Elements;

public sealed class SpeciesTableTests
{
    private static readonly Element Ar = PeriodicTable.Get("Ar"), Kr = PeriodicTable.Get("Kr"), Xe = PeriodicTable.Get("Xe");

    [Fact]
    public void KeepsItsOrderAndMapsToAnother()
    {
        var table = new SpeciesTable([Kr, Ar]);
        table.Count.ShouldBe(2);
        table[0].ShouldBe(Kr);
        table.IndexOf(Ar).ShouldBe(1);
        table.IndexOf(Xe).ShouldBe(-1);
        table.MapTo([Ar, Xe, Kr]).ShouldBe([2, 0]);
        table.MapTo([Kr]).ShouldBe([0, -1]);
    }

    [Fact]
    public void RefusesAnElementTwice() => Should.Throw<ArgumentException>(() => new SpeciesTable([Ar, Kr, Ar]));
}
