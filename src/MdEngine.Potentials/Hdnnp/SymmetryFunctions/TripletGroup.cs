using System.Linq;

namespace MdEngine.Potentials.Hdnnp.SymmetryFunctions;

/// <summary>
/// Angular symmetry functions that share the elements of both neighbours, shape and shift: one list of triplets serves them
/// all, with one distance, one cutoff function and one cosine each.
/// </summary>
internal sealed record TripletGroup
{
    /// <summary>Pairs that go through the stages of the kernel together: their scratch memory stays in the nearest cache.</summary>
    public const int Batch = 64;

    /// <summary>
    /// Distance between arrays of a batch: with 64 numbers every eighth array would agree in the last twelve bits of its
    /// address, and its loads would wait for stores to the others.
    /// </summary>
    public const int Stride = Batch + 8;

    /// <summary>Elements of the neighbours, the first not greater.</summary>
    public required int First { get; init; }

    /// <inheritdoc cref="First"/>
    public required int Second { get; init; }

    /// <summary>Whether the neighbours must be close to each other too.</summary>
    public required bool IsNarrow { get; init; }

    /// <summary>Function of the distances.</summary>
    public required RadialShape Shape { get; init; }

    /// <summary>Index of the shape among those of the first and of the second element.</summary>
    public required int ShapeOfFirst { get; init; }

    /// <inheritdoc cref="ShapeOfFirst"/>
    public required int ShapeOfSecond { get; init; }

    /// <summary>Centre of the Gaussians, Angstrom.</summary>
    public required double Shift { get; init; }

    /// <summary>Exponents; the single exponent 0 for compact functions.</summary>
    public required ExponentialLadder Ladder { get; init; }

    /// <summary>Functions of the angle that are no polynomials of a low degree.</summary>
    public required AngularTable Angular { get; init; }

    /// <summary>For each exponent the symmetry functions whose angular functions are polynomials of a low degree.</summary>
    public required CosineSeries Series { get; init; }

    /// <summary>The other symmetry functions, by exponent.</summary>
    public required Link[] Links { get; init; }

    /// <summary>For each function where its angular function and the derivative stand in a batch's registers.</summary>
    public int[] Offsets => field ??= [.. Links.SelectMany(l => new[] { l.Value * Stride, l.Slope * Stride })];

    /// <summary>Where the functions of an exponent begin in <see cref="Links"/>, and where they end.</summary>
    public required int[] Start { get; init; }

    /// <summary>Whether a symmetry function is among them.</summary>
    public bool Holds(int function) => Series.Holds(function) || Links.Any(l => l.Function == function);

    /// <summary>Whether the Gaussians are centred elsewhere than at 0.</summary>
    public bool IsShifted => Shift != 0.0;

    /// <summary>Arrays of scratch memory for intermediate powers and angular functions.</summary>
    public int Registers => Ladder.Registers - Ladder.Etas.Length + Angular.Registers;

    /// <summary>One symmetry function.</summary>
    /// <param name="Function">Its index among those of the element.</param>
    /// <param name="Value">Register of the angular function.</param>
    /// <param name="Slope">Register of its derivative.</param>
    /// <param name="ValueFactor">Factor of the angular function, weight included.</param>
    /// <param name="SlopeFactor">Factor of its derivative.</param>
    internal readonly record struct Link(int Function, int Value, int Slope, double ValueFactor, double SlopeFactor);
}
