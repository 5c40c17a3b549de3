using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using MdEngine.Compare.Properties;
using MdEngine.Compare.Trajectories;
using MdEngine.Core.Building;
using MdEngine.Core.Forces;
using MdEngine.Tests.Cli;
using MdEngine.Tests.Potentials.LennardJones;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Compare.Trajectories;

public sealed class SampledPropertyTests
{
    private static readonly StructureOptions Argon =
        new() { Lattice = CrystalLattice.FaceCentredCubic, Elements = ["Ar"], A = 5.4 };

    [Theory]
    [InlineData(SampledEnsemble.Nve)]
    [InlineData(SampledEnsemble.Nvt)]
    [InlineData(SampledEnsemble.Npt)]
    public void A_solid_keeps_its_shells(SampledEnsemble ensemble)
    {
        PropertyResult result = Compute(new SampledRadialOptions
        {
            Structure = Argon,
            Repeat = [3, 3, 3],
            Ensemble = ensemble,
            Temperature = 20.0,
            Timestep = 4.0,
            EquilibrationSteps = 300,
            Steps = 400,
            Analysis = new RadialOptions { Cutoff = 6.5, Bins = 130 },
        });
        result.Kind.ShouldBe("md-rdf");
        result.Value("Coordination of Ar by Ar").Value.ShouldBe(12.0, 0.05);
        // The neighbour distance of the lattice, 3.82, to the width of a bin and the expansion of npt.
        result.Value("First peak Ar-Ar").Value.ShouldBe(3.82, 0.1);
        result.Value("Temperature of the simulation").Value.ShouldBe(20.0, 4.0);
        result.Method.ShouldContain("41 samples every 10 steps");
    }

    [Fact]
    public void Vibrations_and_diffusion_do_not_depend_on_threads()
    {
        SampledOptions[] options =
        [
            new SampledVibrationOptions
            {
                Structure = Argon, Repeat = [2, 2, 2], Ensemble = SampledEnsemble.Nve, Temperature = 20.0, Timestep = 4.0,
                EquilibrationSteps = 100, Steps = 800, Every = 5,
            },
            new SampledDisplacementOptions
            {
                Structure = Argon, Repeat = [2, 2, 2], Temperature = 20.0, Timestep = 4.0, EquilibrationSteps = 100, Steps = 400, Every = 4,
            },
        ];
        foreach (SampledOptions one in options)
        {
            PropertyResult result = Compute(one);
            Analyses.Text(Compute(one, 2)).ShouldBe(Analyses.Text(result));
        }

        // Phonons of solid argon end near 2 THz; lines are 1/1.6 ps wide.
        Compute(options[0]).Value("Mean frequency all").Value.ShouldBeInRange(0.7, 2.2);
        Compute(options[1]).Notes.ShouldContain(n => n.Contains("not diffusive"));
    }

    [Fact]
    public void The_command_line_analyses_trajectories()
    {
        using var cli = new CliRunner();
        string json = cli.Path("out.json"), csv = cli.Path("out.csv"), file = Analyses.Reference("trajectory.xyz");
        CliResult result = cli.Run("analyse", "rdf", file, "--cutoff_A", "6", "--bins", "24", "--json", json, "--csv", csv);
        result.Code.ShouldBe(0, result.Error);
        result.Output.ShouldContain("Number density");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(json));
        document.RootElement.GetProperty("kind").GetString().ShouldBe("rdf");
        document.RootElement.GetProperty("trajectory").GetString().ShouldBe(file);
        File.ReadAllLines(csv).Length.ShouldBe(1 + (8 * 24));
        File.ReadAllLines(csv)[1].ShouldStartWith("total,Distance (Angstrom),g(r),0.125,0,");
        cli.Run("analyse", "rdf", file, "--json", json).Code.ShouldBe(2);
        cli.Run("analyse", "msd", file, "--every", "2", "--interval_fs", "3").Output.ShouldContain("3 fs between frames of the file");
        cli.Run("analyse", "angles", file).Output.ShouldContain("Coordination of Si by O");
        cli.Run("analyse", "angles", file, "--cutoffs_A", "Si-O=2.8").Output.ShouldContain("O-Si-O");
        cli.Run("analyse", "vdos", file, "--longest_fs", "1e-3").Code.ShouldBe(2);
        cli.Run("analyse", "vdos", cli.Path("none.xyz")).ErrorLines.Single().ShouldContain("no such file");
    }

    private static PropertyResult Compute(SampledOptions options, int threads = 1)
    {
        options.Validate().ShouldBeEmpty();
        using var workers = new WorkerPool(threads);
        IPotential potential = LennardJonesSystems.Potential(LennardJonesSystems.Argon(6.5));
        return options.Create().Compute(potential, new PropertyContext(workers, _ => { }, CancellationToken.None));
    }
}
