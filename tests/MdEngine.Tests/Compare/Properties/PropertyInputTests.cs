using System;
using System.IO;
using System.Linq;
using System.Threading;
using MdEngine.Compare.Properties;
using MdEngine.Compare.Properties.Elasticity;
using MdEngine.Core;
using MdEngine.Core.Building;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Compare.Properties;

/// <summary>Structures and options that do not serve, and what is said of them.</summary>
public sealed class PropertyInputTests
{
    [Fact]
    public void ElementsMustBeCovered() => Should.Throw<InputException>(() => Laboratory.Compute(
        new LatticeOptions { Structure = Laboratory.Copper }, Laboratory.StillingerWeber())).Message.ShouldContain("Cu");

    [Fact]
    public void FilesMustHoldCrystals()
    {
        string file = Path.GetTempFileName() + ".xyz";
        File.WriteAllText(file, "1\nProperties=species:S:1:pos:R:3 pbc=\"F F F\"\nSi 0 0 0\n");
        try
        {
            Should.Throw<InputException>(() => new ElasticOptions { Structure = new StructureOptions { File = file } }.Create())
                .Message.ShouldContain("not periodic");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void StructuresAreFilesOrLattices()
    {
        Faults(new StructureOptions()).ShouldBe([""]);
        Faults(new StructureOptions { File = "x", Lattice = CrystalLattice.Diamond }).ShouldBe([""]);
        Faults(new StructureOptions { File = "x", A = 3.0 }).ShouldBe(["a_A"]);
        Faults(new StructureOptions { Lattice = CrystalLattice.B2, Elements = ["Ni"] }).ShouldBe(["elements", "a_A"]);
        Faults(new StructureOptions { Lattice = CrystalLattice.Diamond, Elements = ["Si"], A = 5.0, C = 5.0 }).ShouldBe(["c_A"]);
        Faults(Laboratory.Silicon).ShouldBeEmpty();
        string[] Faults(StructureOptions options) => [.. options.Validate().Select(f => f.Key)];
    }

    [Fact]
    public void CompoundsNeedAReservoirForTheirVacancies()
    {
        var rocksalt = new StructureOptions { Lattice = CrystalLattice.Rocksalt, Elements = ["Na", "Cl"], A = 5.6 };
        Should.Throw<InputException>(() => new VacancyOptions { Structure = rocksalt }.Create()).Message.ShouldContain("chemical_potential_eV");
        Should.Throw<InputException>(() => new VacancyOptions { Structure = Laboratory.Silicon, Atom = 9 }.Create())
            .Message.ShouldContain("holds 8");
        Should.Throw<InputException>(() => Laboratory.Compute(
            new VacancyOptions { Structure = Laboratory.Silicon, Replicate = [100, 100, 100] }, Laboratory.StillingerWeber()))
            .Message.ShouldContain("atoms");
    }

    [Fact]
    public void AStartFarFromTheCrystalIsAFailureOfThePhysics()
    {
        // Beyond the cutoff nothing holds the crystal: no stress, so that it is at rest, and no energy.
        var far = new LatticeOptions { Structure = Laboratory.Crystal(CrystalLattice.Diamond, "Si", 12.0) };
        Laboratory.Compute(far, Laboratory.StillingerWeber()).Value("Cohesive energy").ShouldBe(0.0);
        var few = new LatticeOptions { Structure = Laboratory.Silicon, MaxSteps = 1 };
        Should.Throw<PhysicsException>(() => Laboratory.Compute(few, Laboratory.StillingerWeber())).Message.ShouldContain("does not relax");
    }

    [Fact]
    public void ReferencesStandBesideTheirValues()
    {
        var options = new LatticeOptions
        {
            Structure = Laboratory.Silicon,
            Reference = new System.Collections.Generic.Dictionary<string, double> { ["a"] = 5.43, ["b"] = 1.0 },
            ReferenceSource = "a book",
        };
        PropertyResult result = Laboratory.Compute(options, Laboratory.StillingerWeber());
        PropertyValue a = result.Values.Single(v => v.Name == "a");
        (a.Reference, a.Source).ShouldBe((5.43, "a book"));
        result.Values.Where(v => v.Name != "a").ShouldAllBe(v => v.Reference == null);
        result.Notes.Single().ShouldContain("\"b\"");
    }

    [Fact]
    public void AWishToStopIsHeard()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Should.Throw<OperationCanceledException>(() => Laboratory.Compute(
            new ElasticOptions { Structure = Laboratory.Silicon }, Laboratory.StillingerWeber(), stop.Token));
    }
}
