using System;
using System.IO;
using System.Linq;
using MdEngine.Compare.Properties;
using MdEngine.Compare.Properties.Elasticity;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.IO.Formats;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Compare.Properties.Elasticity;

public sealed class ElasticPropertyTests
{
    private static readonly string[] Cubic = ["C11", "C12", "C44", "Shear modulus (Hill)"];

    /// <summary>Silicon in a skewed cell, turned in space: triclinic for all that the cell tells.</summary>
    [Fact]
    public void ATriclinicCellOfACubicCrystalHasItsConstants()
    {
        IPotential potential = Laboratory.StillingerWeber();
        PropertyResult plain = Laboratory.Compute(new ElasticOptions { Structure = Laboratory.Silicon }, potential);
        Matrix3 turn = ElasticTensorTests.Rotation(0.9, new Double3(0.5, 0.2, -0.7));
        Structure turned = CrystalSymmetryTests.Turned(CrystalSymmetryTests.Skewed(Laboratory.Silicon.Create()), turn);
        WithFile(turned, file =>
        {
            PropertyResult skewed = Laboratory.Compute(new ElasticOptions { Structure = file }, potential);
            skewed.Method.ShouldContain("cubic (m-3m)");
            foreach (string name in Cubic)
            {
                // What relaxations to 1e-6 eV/Angstrom and 1e-5 GPa leave.
                skewed.Value(name).ShouldBe(plain.Value(name), 2e-3, name);
            }

            // And without any symmetry taken for granted, the tensor is the turned one.
            using var workers = new WorkerPool(1);
            var context = new PropertyContext(workers, _ => { }, default);
            ElasticTensor raw = new ElasticProperty(new ElasticOptions { Structure = file }).Tensor(potential, context);
            ElasticTensor upright = new ElasticProperty(new ElasticOptions { Structure = Laboratory.Silicon }).Tensor(potential, context);
            raw.Distance(upright).ShouldBeGreaterThan(5.0);
            raw.Distance(upright.In(turn.Transpose())).ShouldBeLessThan(2e-3);
        });
    }

    /// <summary>hcp Lennard-Jones: five constants, C66 = (C11 - C12)/2 found, not assumed; invariant under the choice of the cell.</summary>
    [Fact]
    public void HexagonalCrystalsHaveFiveConstants()
    {
        PairLaw potential = Laboratory.Sound();
        StructureOptions hcp = Laboratory.Crystal(CrystalLattice.HexagonalClosePacked, "Cu", 2.5);
        PropertyResult result = Laboratory.Compute(new ElasticOptions { Structure = hcp }, potential);
        result.Method.ShouldContain("hexagonal (6/mmm)");
        result.Values.Count(v => v.Name[0] == 'C').ShouldBe(5);
        using var workers = new WorkerPool(1);
        ElasticTensor raw = new ElasticProperty(new ElasticOptions { Structure = hcp }).Tensor(potential, new PropertyContext(workers, _ => { }, default));
        raw[6, 6].ShouldBe(0.5 * (raw[1, 1] - raw[1, 2]), 1e-3);
        raw[2, 3].ShouldBe(raw[1, 3], 1e-3);
        raw[1, 4].ShouldBe(0.0, 1e-3);
        result.Value("C13").ShouldBe(raw[1, 3], 1e-3);
        Structure orthorhombic = Orthorhombic(hcp.Create());
        WithFile(orthorhombic, file =>
        {
            PropertyResult other = Laboratory.Compute(new ElasticOptions { Structure = file }, potential);
            foreach (PropertyValue value in result.Values)
            {
                other.Value(value.Name).ShouldBe(value.Value, 2e-3, value.Name);
            }
        });
    }

    [Fact]
    public void UnstableCrystalsAreSaidToBeUnstable()
    {
        // Lennard-Jones has no stable simple cubic crystal: it gives way to shear.
        PropertyResult result = Laboratory.Compute(
            new ElasticOptions { Structure = Laboratory.Crystal(CrystalLattice.SimpleCubic, "Cu", 2.4), RelaxAtoms = false }, Laboratory.Sound());
        result.Value("Least eigenvalue").ShouldBeLessThan(0.0);
        result.Notes.ShouldContain(n => n.Contains("not stable"));
    }

    /// <summary>hcp by the cell a, a + 2 b, c: twice the atoms, right angles.</summary>
    private static Structure Orthorhombic(Structure hcp)
    {
        Structure twice = StructureOperations.Replicate(hcp, 1, 2, 1);
        Matrix3 h = hcp.Cell.Vectors;
        twice.Cell = twice.Cell.WithVectors(Matrix3.FromRows(h.Row0, h.Row0 + (2.0 * h.Row1), h.Row2));
        return twice;
    }

    private static void WithFile(Structure structure, Action<StructureOptions> then)
    {
        string folder = Directory.CreateTempSubdirectory("mdengine-elastic-").FullName;
        try
        {
            string file = Path.Combine(folder, "crystal.xyz");
            StructureFormats.Write(file, [structure]);
            then(new StructureOptions { File = file });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
