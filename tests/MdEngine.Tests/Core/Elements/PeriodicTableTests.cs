using System;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Elements;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Core.Elements;

public sealed class PeriodicTableTests
{
    // IUPAC standard atomic weights, typed in here from the 2016 table (conventional values).
    [Theory]
    [InlineData(1, "H", 1.008)]
    [InlineData(6, "C", 12.011)]
    [InlineData(8, "O", 15.999)]
    [InlineData(14, "Si", 28.085)]
    [InlineData(18, "Ar", 39.948)]
    [InlineData(29, "Cu", 63.546)]
    [InlineData(42, "Mo", 95.95)]
    [InlineData(73, "Ta", 180.94788)]
    [InlineData(74, "W", 183.84)]
    [InlineData(79, "Au", 196.966569)]
    [InlineData(82, "Pb", 207.2)]
    [InlineData(92, "U", 238.02891)]
    public void KnownElements(int number, string symbol, double mass)
    {
        Element element = PeriodicTable.Get(symbol);
        element.AtomicNumber.ShouldBe(number);
        PeriodicTable.Get(number).ShouldBe(element);
        element.StandardMass.ShouldBe(mass);
        element.ToString().ShouldBe(symbol);
    }

    [Fact]
    public void TableIsCompleteAndInOrder()
    {
        PeriodicTable.All.Count.ShouldBe(118);
        PeriodicTable.All.Select(e => e.AtomicNumber).ShouldBe(Enumerable.Range(1, 118));
        PeriodicTable.All.Select(e => e.Symbol).Distinct().Count().ShouldBe(118);
        // Masses grow with the atomic number but for these known inversions (the lighter one comes second).
        string[] inverted = [.. PeriodicTable.All.Zip(PeriodicTable.All.Skip(1))
            .Where(p => p.Second.StandardMass < p.First.StandardMass)
            .Select(p => $"{p.First}{p.Second}")];
        inverted.ShouldBe(["ArK", "CoNi", "TeI", "ThPa", "UNp", "PuAm", "CmBk", "SgBh", "BhHs"]);
    }

    [Theory]
    [InlineData("Xx")]
    [InlineData("AR")]
    [InlineData("ar")]
    [InlineData("")]
    public void UnknownSymbolsAreRefused(string symbol)
    {
        Should.Throw<InputException>(() => PeriodicTable.Get(symbol)).Message.ShouldContain($"'{symbol}'");
        PeriodicTable.TryGet(symbol, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(119)]
    public void UnknownNumbersAreRefused(int number) =>
        Should.Throw<ArgumentOutOfRangeException>(() => PeriodicTable.Get(number));
}
