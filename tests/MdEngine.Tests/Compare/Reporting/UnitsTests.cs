using MdEngine.Compare.Reporting;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Compare.Reporting;

/// <summary>Units and names as they are shown.</summary>
public sealed class UnitsTests
{
    [Theory]
    [InlineData("eV/Angstrom^3", "eV/Å³")]
    [InlineData("Angstrom^-1", "Å⁻¹")]
    [InlineData("10^-12 m^2/s", "10⁻¹² m²/s")]
    [InlineData("us/atom/step", "µs/atom/step")]
    [InlineData("GPa", "GPa")]
    [InlineData("", "")]
    [InlineData("a^b^", "a^b^")]
    [InlineData("x^-", "x^-")]
    public void UnitsAreTypeset(string unit, string expected) => Units.Typeset(unit).ShouldBe(expected);

    [Theory]
    [InlineData("Volume (Angstrom^3/atom)", "Volume", "Angstrom^3/atom")]
    [InlineData("g(r)", "g(r)", "")]
    [InlineData("Time", "Time", "")]
    public void LabelsGiveUpTheirUnits(string label, string name, string unit)
    {
        ChartAxis axis = Units.AxisOf(label);
        axis.Label.ShouldBe(name);
        axis.Unit.ShouldBe(unit);
    }

    [Theory]
    [InlineData("Elastic constants of Si, diamond", "elastic-constants-of-si-diamond")]
    [InlineData("漢字", "x")]
    [InlineData("--a  b--", "a-b")]
    public void AnchorsArePlain(string text, string expected) => Anchors.Of(text).ShouldBe(expected);
}
