using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Elements;

namespace MdEngine.Potentials.Meam;

/// <summary>The parameters of a modified embedded-atom potential by types, with those that follow from others filled in.</summary>
/// <remarks>As LAMMPS's pair_style meam has them: B.-J. Lee, M. I. Baskes, Phys. Rev. B 62, 8564 (2000).</remarks>
public sealed class MeamParameters
{
    private readonly MeamElement[] _library;
    private readonly MeamPair[] _pairs;
    private readonly double[] _smallest, _largest, _bound;

    private MeamParameters(IReadOnlyList<Element> elements, MeamElement[] library, MeamSettings settings)
    {
        Elements = elements;
        _library = library;
        int n = elements.Count;
        Cutoff = settings.Get("rc", 4.0);
        Width = settings.Get("delr", 0.1);
        Smooth = settings.Get("gsmooth_factor", 99.0);
        Averaging = (int)settings.Get("ialloy", 0);
        MixedReference = settings.Get("mixture_ref_t", 0) != 0.0;
        PlainBackground = settings.Get("bkgd_dyn", 0) != 0.0;
        LinearBelowZero = settings.Get("emb_lin_neg", 0) != 0.0;
        RoseForm = (int)settings.Get("erose_form", 0);
        double augment = settings.Get("augt1", 1.0);
        Densities = [.. library.Select((e, i) => settings.Get("rho0", i, e.Density))];
        T1 = [.. library.Select(e => e.T.First + (augment * 0.6 * e.T.Third))];
        if (Densities.FirstOrDefault(d => d <= 0.0, 1.0) <= 0.0)
        {
            int i = Array.FindIndex(Densities, d => d <= 0.0);
            throw settings.Fault($"rho0({i + 1}) is {Densities[i]}; expected a number above 0", "rho0", i);
        }

        _pairs = MeamPair.Table(library, settings);
        _smallest = new double[n * n * n];
        _largest = new double[n * n * n];
        _bound = new double[n * n];
        SetScreening(settings);
    }

    /// <summary>The elements; types count in them.</summary>
    public IReadOnlyList<Element> Elements { get; }

    /// <summary>Number of elements.</summary>
    public int Count => Elements.Count;

    /// <summary>Distance beyond which pairs do not interact, Angstrom.</summary>
    public double Cutoff { get; }

    /// <summary>Distance within which atoms can stand between a pair that interacts, Angstrom.</summary>
    public double Reach => Cutoff * Math.Sqrt(_bound.Max());

    /// <summary>Width over which interactions fall to zero at the cutoff, Angstrom.</summary>
    internal double Width { get; }

    /// <summary>Where the root of the forms 0 and 4 of G is replaced by a power.</summary>
    internal double Smooth { get; }

    /// <summary>"ialloy": how the weights of the partial densities are averaged.</summary>
    internal int Averaging { get; }

    /// <summary>Whether the averaged weights are used for the background density.</summary>
    internal bool MixedReference { get; }

    /// <summary>Whether the background density is that of first neighbours alone.</summary>
    internal bool PlainBackground { get; }

    /// <summary>Whether negative densities are embedded linearly.</summary>
    internal bool LinearBelowZero { get; }

    /// <summary>Form of the cubic term of Rose's equation.</summary>
    internal int RoseForm { get; }

    /// <summary>Scales of the densities by type.</summary>
    internal double[] Densities { get; }

    /// <summary>Weights of the first partial density by type, augmented.</summary>
    internal double[] T1 { get; }

    /// <summary>The library's entry of a type.</summary>
    internal MeamElement Entry(int type) => _library[type];

    /// <summary>A pair, in either order.</summary>
    internal MeamPair Pair(int i, int j) => _pairs[(i * Count) + j];

    /// <summary>Distance of first neighbours in the reference structure of a type, Angstrom.</summary>
    internal double Bond(int type) => Pair(type, type).Bond;

    /// <summary>C of the ellipse on which an atom k screens the pair i, j entirely.</summary>
    internal double Smallest(int i, int j, int k) => _smallest[(((i * Count) + j) * Count) + k];

    /// <summary>C of the ellipse beyond which an atom k does not screen the pair i, j.</summary>
    internal double Largest(int i, int j, int k) => _largest[(((i * Count) + j) * Count) + k];

    /// <summary>
    /// Square of the distance, over that of a pair, beyond which an atom from either of the pair does not screen it.
    /// </summary>
    internal double Bound(int i, int j) => _bound[(i * Count) + j];

    /// <summary>Reads the parameters that options name.</summary>
    /// <exception cref="InputException">A file or the elements cannot be used.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static MeamParameters From(MeamOptions options)
    {
        string? fault = options.Validate().Select(f => $"\"{f.Key}\": {f.Message}").FirstOrDefault();
        if (fault is not null)
        {
            throw new InputException(fault);
        }

        return Make(
            MeamText.Open(options.Library, MeamLibrary.Separators),
            options.Parameters is null ? null : MeamText.Open(options.Parameters, MeamSettings.Separators),
            options.Elements,
            options.LibraryElements);
    }

    /// <summary>Reads parameters from streams.</summary>
    /// <param name="library">Library.</param>
    /// <param name="libraryName">Its name for messages.</param>
    /// <param name="settings">Parameter file, if any.</param>
    /// <param name="settingsName">Its name for messages.</param>
    /// <param name="elements">Symbols of the elements.</param>
    /// <param name="libraryElements">Entries of the library that stand for them; null for their symbols.</param>
    /// <exception cref="InputException">A file or the elements cannot be used.</exception>
    public static MeamParameters Read(
        Stream library,
        string libraryName,
        Stream? settings,
        string settingsName,
        IReadOnlyList<string> elements,
        IReadOnlyList<string>? libraryElements = null) => Make(
            new MeamText(library, libraryName, MeamLibrary.Separators),
            settings is null ? null : new MeamText(settings, settingsName, MeamSettings.Separators),
            elements,
            libraryElements);

    /// <summary>How little an atom of type k on an ellipse with a C screens a pair of types i and j.</summary>
    internal double Screen(double c, int i, int j, int k) => MeamFunctions.Step(
        (c - Smallest(i, j, k)) / (Largest(i, j, k) - Smallest(i, j, k)), out _);

    /// <summary>Screening of second neighbours of type i and j by first ones of type k in a structure.</summary>
    internal double Screening(MeamStructure structure, int i, int j, int k) => structure.SecondNeighbors == 0
        ? 0.0
        : Math.Pow(Screen(structure.Ellipse, i, j, k), structure.Screeners);

    private static MeamParameters Make(
        MeamText library, MeamText? settings, IReadOnlyList<string> elements, IReadOnlyList<string>? names) => new(
            [.. elements.Select(PeriodicTable.Get)],
            MeamLibrary.Read(library, names ?? elements),
            settings is null ? new MeamSettings() : new MeamSettings(settings, elements.Count));

    private void SetScreening(MeamSettings settings)
    {
        const double smallest = 2.0, largest = 2.8;
        int n = Count;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double bound = largest * largest / (4.0 * (largest - 1.0));
                for (int k = 0; k < n; k++)
                {
                    double low = settings.Get("Cmin", i, j, k, smallest), high = settings.Get("Cmax", i, j, k, largest);
                    if (!(low >= 0.0 && high > low && high > 1.0 && high <= 20.0))
                    {
                        throw settings.Fault(FormattableString.Invariant(
                            $"Cmin({i + 1},{j + 1},{k + 1}) is {low:r} and Cmax {high:r}; expected 0 <= Cmin < Cmax, and Cmax from 1 to 20"),
                            "Cmax", i, j, k);
                    }

                    _smallest[(((i * n) + j) * n) + k] = low;
                    _largest[(((i * n) + j) * n) + k] = high;
                    bound = Math.Max(bound, high * high / (4.0 * (high - 1.0)));
                }

                _bound[(i * n) + j] = bound;
            }
        }
    }
}
