using System.Collections.Generic;
using System.IO;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.IO.Xyz;
using MdEngine.Potentials.Gap;
using MdEngine.Potentials.Gap.Reading;
using MdEngine.Tests.IO;
using MdEngine.Training.Fitting;
using MdEngine.Training.Gap;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Training.Gap;

/// <summary>The silicon of Zuo et al. (2020), beside the model that gap_fit made of it with the same settings.</summary>
public sealed class GapFitReferenceTests(ITestOutputHelper output)
{
    [SkippableFact]
    [Trait("Category", "Long")]
    public void SettingsOfGapFitGiveItsErrors()
    {
        // Without surfaces, whose stresses gap_fit was given and the data here lack; the sparse points are other random ones (20 % is room for that, not a measured scatter).
        (double energy, double forces, double energyThere, double forcesThere) = Compare(1, 500, "");
        energy.ShouldBeLessThan(1.2 * energyThere);
        forces.ShouldBeInRange(0.95 * forcesThere, 1.05 * forcesThere);
    }

    [SkippableFact]
    public void ASmallPartOfTheDataGivesASoundModel()
    {
        (double energy, double forces, double energyThere, double forcesThere) = Compare(20, 60, "small ");

        // A twentieth of the frames: forces within twice, energies within thrice those of the whole.
        energy.ShouldBeLessThan(3.0 * energyThere);
        forces.ShouldBeLessThan(2.0 * forcesThere);
    }

    private (double Energy, double Forces, double EnergyThere, double ForcesThere) Compare(int every, int points, string what)
    {
        string? shared = Repository.Shared();
        Skip.If(shared is null, "there is no folder 'shared' beside the repository");
        GapModel reference = GapReader.Read(Path.Combine(shared!, "reference", "gap", "Si-2b-soap", "gap.xml"));
        IEnumerable<Structure> train = Read(Path.Combine(shared!, "datasets", "Si", "train.xyz")).Where((_, k) => k % every == 0);
        List<Structure> test = [.. Read(Path.Combine(shared!, "datasets", "Si", "test.xyz")).Where(s => s.Info["config_type"] != "Surface")];
        var options = new GapFitOptions
        {
            Descriptors =
            [
                new Distance2bOptions { Cutoff = 5.0, Delta = 1.0, Sparse = 15 },
                new SoapFitOptions { Cutoff = 5.0, Delta = 0.2, Sparse = points, Radial = 8, Degree = 6, Sigma = 0.5 },
            ],
        };
        using var workers = new WorkerPool(2);
        FittedModel fitted = options.CreateFit().Fit(new FitDesk().Context(
            FitDesk.Data(FitDesk.Frames(train), ["Si"], [reference.AtomEnergies[14]]), workers));
        (double energy, double forces) = FitDesk.Errors(FitDesk.Read(fitted), test);
        (double energyThere, double forcesThere) = FitDesk.Errors(new GapPotential(reference), test);
        output.WriteLine($"{what}here {1000.0 * energy:F2} meV/atom, {forces:F4} eV/Angstrom; gap_fit {1000.0 * energyThere:F2}, {forcesThere:F4}");
        return (energy, forces, energyThere, forcesThere);
    }

    private static IEnumerable<Structure> Read(string file) => ExtendedXyzReader.ReadAll(file);
}
