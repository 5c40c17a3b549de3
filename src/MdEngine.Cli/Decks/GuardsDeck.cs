using MdEngine.Cli.Binding;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks;

/// <summary>Limits at which a run stops, because what it simulates has gone wrong; 0 takes a limit away.</summary>
public sealed record GuardsDeck
{
    /// <summary>Whether the run is guarded.</summary>
    [Option("enabled", "Whether the run is guarded at all.", Required = false)]
    public bool Enabled { get; init; } = true;

    /// <summary>Steps between checks.</summary>
    [Option("every", "Steps between checks.", Required = false, Min = 1)]
    public int Every { get; init; } = 10;

    /// <summary>Highest kinetic temperature, K; from the deck's temperatures when null.</summary>
    [Option("temperature_K", "Highest temperature, K; 0: no limit; when absent ten times the highest that the deck names, at least 20000.",
        Min = 0)]
    public double? Temperature { get; init; }

    /// <summary>Farthest that an atom may move in a step, Angstrom.</summary>
    [Option("displacement_A", "Farthest that an atom may move in a step, Angstrom; 0: no limit.", Required = false, Min = 0)]
    public double Displacement { get; init; } = 1.0;

    /// <summary>Greatest change of the potential energy since the run began, eV per atom.</summary>
    [Option("energy_eV_per_atom", "Greatest change of the potential energy since the run began, eV per atom; 0: no limit.",
        Required = false, Min = 0)]
    public double Energy { get; init; } = 100.0;

    /// <summary>Least distance of two atoms, Angstrom.</summary>
    [Option("distance_A", "Least distance of two atoms, Angstrom; 0: no limit.", Required = false, Min = 0, Max = 10)]
    public double Distance { get; init; } = 0.2;

    /// <summary>Steps between searches for atoms too close.</summary>
    [Option("distance_every", "Steps between searches for atoms that are too close.", Required = false, Min = 1)]
    public int DistanceEvery { get; init; } = 500;

    /// <summary>Distance from the origin beyond which an atom is lost, Angstrom.</summary>
    [Option("lost_A", "Distance from the origin along any axis beyond which an atom is lost, Angstrom; 0: no limit.",
        Required = false, Min = 0)]
    public double Lost { get; init; } = 1e6;

    /// <summary>What to do when lists of a fixed interval miss neighbours.</summary>
    [Option("lists", "When neighbour lists of a fixed interval (rebuild_every) may miss neighbours: stop, or ignore it.",
        Required = false)]
    public ListCheck Lists { get; init; } = ListCheck.Stop;

    /// <summary>Where the frame at fault goes, full path; beside the other files when null.</summary>
    [Option("frame_file", "File for the frame at fault (extended XYZ); beside the trajectory, ending in .failed.xyz, when absent.")]
    [OutputFile]
    public string? FrameFile { get; init; }
}
