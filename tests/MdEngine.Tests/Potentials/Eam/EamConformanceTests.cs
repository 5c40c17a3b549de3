using MdEngine.Conformance;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Eam;
using MdEngine.Potentials.Zbl;
using Xunit;

namespace MdEngine.Tests.Potentials.Eam;

/// <summary>The laws of all potentials, for every kind of table and boundary, alone and in a sum.</summary>
public sealed class EamConformanceTests
{
    // Tables are cubic pieces of 0.001 Angstrom and of a hundredth of a density, whose second derivative jumps by a millionth:
    // so far are differences of energies from forces, and so unlike are the two sides of a place.
    private static readonly ConformanceOptions Options = new()
    {
        DerivativeTolerance = 2e-6,
        ContinuityTolerance = 5e-7,
        Seams = [4.4],
    };

    [Theory]
    [InlineData("one")]
    [InlineData("two")]
    [InlineData("finnis-sinclair")]
    [InlineData("sum")]
    [InlineData("sum of two")]
    public void LawsHoldInACrystal(string kind) => PotentialConformance.CheckAll(
        Potential(kind), EamSystems.Fcc(2, 3.75, kind == "one" ? ["Cu"] : ["Cu", "Al"]), Options);

    [Theory]
    [InlineData("triclinic")]
    [InlineData("slab")]
    [InlineData("wire")]
    [InlineData("cluster")]
    [InlineData("thin")]
    public void LawsHoldUnderAnyBoundary(string boundary)
    {
        Structure crystal = EamSystems.Fcc(2, 3.75, "Cu", "Al");
        Matrix3 h = crystal.Cell.Vectors;
        Structure structure = boundary switch
        {
            "triclinic" => Transform.Recelled(crystal, new Matrix3(1, 2, 0, 0, 1, -1, 0, 0, 1)),
            "slab" => Transform.With(crystal, new SimulationCell(h, true, true, false), crystal.Positions),
            "wire" => Transform.With(crystal, new SimulationCell(h, false, true, false), crystal.Positions),
            "cluster" => Transform.With(crystal, SimulationCell.Open, crystal.Positions),
            _ => EamSystems.Fcc(1, 3.75, "Cu", "Al"),
        };
        PotentialConformance.CheckAll(Potential("two"), structure, Options);
    }

    private static IPotential Potential(string kind) => kind switch
    {
        "one" => new EamPotential(EamSystems.Zhou(1)),
        "two" => new EamPotential(EamSystems.Zhou(2)),
        "finnis-sinclair" => new EamPotential(EamSystems.FinnisSinclair()),
        // Elements in another order, and a list of another kind and cutoff.
        "sum" => new SumPotential([
            new ZblPotential(new ZblOptions { Inner = 1.5, Outer = 3.2, Elements = ["Al", "Cu"] }),
            new EamPotential(EamSystems.Zhou(2)),
        ]),
        // Two staged potentials, each with sums of its own.
        _ => new SumPotential([new EamPotential(EamSystems.Zhou(2)), new EamPotential(EamSystems.FinnisSinclair())]),
    };
}
