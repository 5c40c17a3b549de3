using MdEngine.Compare.Properties;
using MdEngine.Compare.Properties.Elasticity;
using MdEngine.Core.Building;
using MdEngine.Core.Forces;
using MdEngine.Potentials.Eam;
using MdEngine.Tests.Potentials;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Compare.Properties;

/// <summary>Properties against published figures of the potentials, to their printed digits.</summary>
public sealed class PublishedFiguresTests
{
    /// <summary>F. H. Stillinger, T. A. Weber (1985); E. R. Cowley, Phys. Rev. Lett. 60, 2379 (1988).</summary>
    [Fact]
    public void Silicon()
    {
        IPotential potential = Laboratory.StillingerWeber();
        PropertyResult lattice = Laboratory.Compute(new LatticeOptions { Structure = Laboratory.Silicon }, potential);
        lattice.Value("a").ShouldBe(5.431, 5e-4);
        lattice.Value("Cohesive energy").ShouldBe(-4.3366, 5e-5);
        PropertyResult elastic = Laboratory.Compute(new ElasticOptions { Structure = Laboratory.Silicon }, potential);
        elastic.Value("C11").ShouldBe(151.4, 0.05);
        elastic.Value("C12").ShouldBe(76.4, 0.05);
        elastic.Value("C44").ShouldBe(56.4, 0.05);
        PropertyResult clamped = Laboratory.Compute(
            new ElasticOptions { Structure = Laboratory.Silicon, RelaxAtoms = false }, potential);
        clamped.Value("C44").ShouldBe(109.8, 0.05);
    }

    /// <summary>EAM1 of Y. Mishin et al., Phys. Rev. B 63, 224106 (2001), table III.</summary>
    [SkippableFact]
    public void Copper()
    {
        var potential = new EamPotential(EamReader.Read([LammpsReference.TableFile("Eam", "Cu_mishin1.eam.alloy")]));
        StructureOptions copper = Laboratory.Crystal(CrystalLattice.FaceCentredCubic, "Cu", 3.6);
        PropertyResult lattice = Laboratory.Compute(new LatticeOptions { Structure = copper }, potential);
        lattice.Value("a").ShouldBe(3.615, 5e-4);
        lattice.Value("Cohesive energy").ShouldBe(-3.54, 5e-3);
        PropertyResult elastic = Laboratory.Compute(new ElasticOptions { Structure = copper }, potential);
        elastic.Value("C11").ShouldBe(169.9, 0.05);
        elastic.Value("C12").ShouldBe(122.6, 0.05);
        elastic.Value("C44").ShouldBe(76.2, 0.05);

        // 1.272 in the limit of a large crystal; with the cell relaxed, 255 atoms come near.
        PropertyResult vacancy = Laboratory.Compute(new VacancyOptions { Structure = copper, RelaxCell = true }, potential);
        vacancy.Value("Vacancy formation energy").ShouldBe(1.272, 1e-3);
    }
}
