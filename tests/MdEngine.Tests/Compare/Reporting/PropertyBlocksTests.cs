using System;
using System.Linq;
using MdEngine.Compare.Properties;
using MdEngine.Compare.Reporting;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Compare.Reporting;

/// <summary>Properties as tables and charts.</summary>
public sealed class PropertyBlocksTests
{
    private static readonly PropertyResult First = new(
        "eos", "Energy by volume", "Fitted.",
        [new PropertyValue("B0", 98.0, "GPa", 0.5, 97.8, "Kittel"), new PropertyValue("V0", 20.0, "Angstrom^3")],
        [new PropertyCurve("Energy", "Volume (Angstrom^3)", "Energy (eV)", [1, 2], [3, 4], [0.1, 0.2])],
        ["First note."]);

    private static readonly PropertyResult Second = First with
    {
        Values = [new PropertyValue("B0", 101.0, "GPa"), new PropertyValue("B1", 4.2, "")],
        Notes = [],
    };

    [Fact]
    public void PotentialsStandSideBySide()
    {
        ReportBlock[] blocks = [.. PropertyBlocks.Of("Bulk modulus", [("SW", First), ("GAP", Second)])];
        TableBlock table = blocks.OfType<TableBlock>().Single();
        table.Columns.Select(c => c.Title).ShouldBe(["Quantity", "Unit", "SW", "GAP", "Reference"]);
        table.Rows.Select(r => r[0].Text).ShouldBe(["B0", "V0", "B1"]);
        table.Rows[0][2].Value.ShouldBe(98.0);
        table.Rows[0][2].Error.ShouldBe(0.5);
        table.Rows[0][2].Detail.ShouldBe("Fitted.");
        table.Rows[0][4].Value.ShouldBe(97.8);
        table.Rows[0][4].Detail.ShouldBe("Kittel");
        table.Rows[1][1].Text.ShouldBe("Å³");
        table.Rows[1][3].Value.ShouldBe(double.NaN);
        blocks.OfType<NoteBlock>().Single().Text.ShouldBe("SW: First note.");
        ChartBlock chart = blocks.OfType<ChartBlock>().Single();
        chart.Traces.Select(t => t.Series).ShouldBe(["SW", "GAP"]);
        chart.X.ShouldBe(new ChartAxis("Volume", "Angstrom^3"));
    }

    [Fact]
    public void EveryNumberLeadsToHowItWasMade()
    {
        ReportBlock[] blocks = [.. PropertyBlocks.Of("Bulk modulus", [("SW", First), ("GAP", Second)])];
        FoldBlock how = blocks.OfType<FoldBlock>().Single();
        TableBlock table = blocks.OfType<TableBlock>().Single();
        table.Rows.SelectMany(r => r).Where(c => c.Link is not null).ShouldAllBe(c => c.Link == how.Anchor);
        how.Blocks.OfType<TextBlock>().First().Text.ShouldBe("SW, GAP: Fitted.");
        how.Blocks.OfType<TextBlock>().Last().Text.ShouldBe("References. B0: Kittel.");
    }

    [Fact]
    public void CurvesOfOnePotentialShareAChart()
    {
        PropertyResult rdf = First with
        {
            Curves = [new PropertyCurve("Si-Si", "r (Angstrom)", "g(r)", [1], [2]), new PropertyCurve("Si-Ge", "r (Angstrom)", "g(r)", [1], [2])],
        };
        ChartBlock chart = PropertyBlocks.Of("g(r)", [("SW", rdf)]).OfType<ChartBlock>().Single();
        chart.Traces.Select(t => t.Name).ShouldBe(["Si-Si", "Si-Ge"]);
        chart.Traces.ShouldAllBe(t => t.Series == null);
        PropertyBlocks.Of("g(r)", [("SW", rdf), ("GAP", rdf)]).OfType<ChartBlock>().Count().ShouldBe(2);
    }

    [Fact]
    public void NothingIsNoTable() => Should.Throw<ArgumentException>(() => PropertyBlocks.Of("x", []));
}
