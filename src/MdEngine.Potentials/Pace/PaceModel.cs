using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Elements;

namespace MdEngine.Potentials.Pace;

/// <summary>
/// An atomic cluster expansion in the C-tilde basis: what a .yace file holds. Immutable; consistent once constructed.
/// </summary>
/// <remarks>
/// R. Drautz, Phys. Rev. B 99, 014104 (2019); Y. Lysogorskiy et al., npj Comput. Mater. 7, 97 (2021). Species are indices into
/// <see cref="Elements"/>.
/// </remarks>
public sealed class PaceModel
{
    private readonly PaceBond[] _bonds;
    private readonly PaceFunction[][] _functions;
    private readonly double[] _e0;
    private readonly PaceEmbedding[] _embeddings;

    /// <summary>Makes a model; lists are copied.</summary>
    /// <param name="elements">Elements; their order is that of species.</param>
    /// <param name="e0">Energy of a lone atom of each species, eV.</param>
    /// <param name="spacing">Greatest width of a cell of the tables of radial functions, Angstrom ("deltaSplineBins").</param>
    /// <param name="embeddings">Embedding of each species.</param>
    /// <param name="bonds">Bonds of all ordered pairs of species: centre times number of elements plus neighbour.</param>
    /// <param name="functions">Functions of each central species.</param>
    /// <param name="pairTerm">Pair terms of a model of ACE.jl; null for none.</param>
    /// <exception cref="InputException">Parts are missing or do not belong together.</exception>
    public PaceModel(
        IReadOnlyList<Element> elements, IReadOnlyList<double> e0, double spacing, IReadOnlyList<PaceEmbedding> embeddings,
        IReadOnlyList<PaceBond> bonds, IReadOnlyList<IReadOnlyList<PaceFunction>> functions, PacePairTerm? pairTerm = null)
    {
        Elements = [.. elements];
        _e0 = [.. e0];
        Spacing = spacing;
        _embeddings = [.. embeddings];
        _bonds = [.. bonds];
        _functions = [.. functions.Select(f => f.ToArray())];
        PairTerm = pairTerm;
        Validate();
    }

    /// <summary>Elements; an atom's species is an index into them.</summary>
    public IReadOnlyList<Element> Elements { get; }

    /// <summary>Energy of a lone atom of each species, eV.</summary>
    public IReadOnlyList<double> E0 => _e0;

    /// <summary>Greatest width of a cell of the tables of radial functions, Angstrom.</summary>
    public double Spacing { get; }

    /// <summary>Embedding of each species.</summary>
    public IReadOnlyList<PaceEmbedding> Embeddings => _embeddings;

    /// <summary>Bonds: centre times number of elements plus neighbour.</summary>
    public IReadOnlyList<PaceBond> Bonds => _bonds;

    /// <summary>Functions of each central species.</summary>
    public IReadOnlyList<IReadOnlyList<PaceFunction>> Functions => _functions;

    /// <summary>Pair terms of a model of ACE.jl; null for none.</summary>
    public PacePairTerm? PairTerm { get; }

    /// <summary>What happens at short distances, the same for all bonds.</summary>
    public PaceInnerCutoff InnerKind => _bonds[0].InnerKind;

    /// <summary>Whether the radial basis is that of ACE.jl.</summary>
    public bool IsAceJl => _bonds[0].Basis == PaceRadialKind.AceJl;

    /// <summary>Distance beyond which atoms do not feel each other, Angstrom.</summary>
    public double Cutoff => Math.Max(_bonds.Max(b => b.Cutoff), PairTerm?.Basis.Cutoff ?? 0.0);

    /// <summary>Coefficients of functions and of the radial functions, energies of atoms, and parameters of embeddings.</summary>
    public long ParameterCount => _functions.Sum(f => f.Sum(g => (long)g.Coefficients.Count))
        + _bonds.Sum(b => (long)b.Coefficients.Count) + _embeddings.Sum(e => (long)e.Parameters.Count) + _e0.Length
        + (PairTerm?.Pairs.Sum(p => p is null ? 0L : p.Coefficients.Count) ?? 0L);

    /// <summary>The bond of a centre and a neighbour.</summary>
    public PaceBond Bond(int center, int neighbor) => _bonds[(center * Elements.Count) + neighbor];

    private void Validate()
    {
        int n = Elements.Count;
        if (n is < 1 or > PaceLimits.Elements || Elements.Distinct().Count() != n)
        {
            throw new InputException($"{n} elements, expected 1 to {PaceLimits.Elements} different ones");
        }

        if (_e0.Length != n || !_e0.All(double.IsFinite))
        {
            throw new InputException($"{_e0.Length} numbers in E0; expected a finite one for each of the {n} elements");
        }

        if (_embeddings.Length != n || _functions.Length != n || _bonds.Length != n * n)
        {
            throw new InputException(
                $"{_embeddings.Length} embeddings, {_functions.Length} lists of functions and {_bonds.Length} bonds; expected {n}, {n} and {n * n} "
                + $"for {n} elements");
        }

        for (int i = 0; i < n; i++)
        {
            _embeddings[i].Validate($"the embedding of {Elements[i]}");
            for (int j = 0; j < n; j++)
            {
                ValidateBond(Bond(i, j), $"the bond of {Elements[i]} and {Elements[j]}");
            }
        }

        ValidatePairTerm();
        for (int i = 0; i < n; i++)
        {
            foreach (PaceFunction f in _functions[i])
            {
                ValidateFunction(f, i);
            }
        }
    }

    private void ValidateBond(PaceBond bond, string where)
    {
        bond.Validate(where);
        if (bond.InnerKind != InnerKind)
        {
            throw new InputException(
                $"{where} has inner_cutoff_type {bond.InnerKind} and the first bond {InnerKind}; expected one type for the whole model");
        }

        if ((bond.Basis == PaceRadialKind.AceJl) != IsAceJl)
        {
            throw new InputException($"{where} has the radial basis {bond.BasisName} and the first bond {_bonds[0].BasisName}; a basis of ACE.jl must be that of all bonds");
        }

        if (!IsAceJl && !(Spacing > 0.0 && bond.Cutoff / Spacing is >= 2.0 and <= PaceLimits.TableCells))
        {
            throw new InputException(
                $"deltaSplineBins is {Spacing}; expected a width by which rcut = {bond.Cutoff} of {where} is divided into 2 to {PaceLimits.TableCells} cells");
        }
    }

    private void ValidatePairTerm()
    {
        if (PairTerm is not { } term)
        {
            return;
        }

        if (!IsAceJl)
        {
            throw new InputException("pair terms (polypairpot) with a radial basis that is not of ACE.jl; expected none");
        }

        term.Basis.Validate("the basis of pair terms");
        if (term.Pairs.Count != _bonds.Length)
        {
            throw new InputException($"{term.Pairs.Count} pair terms; expected {_bonds.Length}, one (or none) for each ordered pair of elements");
        }

        foreach (PacePair? pair in term.Pairs)
        {
            pair?.Validate("a pair term", term.Basis.Count);
        }
    }

    private void ValidateFunction(PaceFunction f, int center)
    {
        if (f.Center != center)
        {
            throw new InputException($"a function of species {f.Center} among those of {Elements[center]}");
        }

        if (f.Densities != _embeddings[center].Densities)
        {
            throw new InputException(
                $"a function of {Elements[center]} with {f.Densities} coefficients for each combination of m; expected {_embeddings[center].Densities}, one for each density");
        }

        for (int t = 0; t < f.Rank; t++)
        {
            int mu = f.Neighbors[t];
            if (mu < 0 || mu >= Elements.Count)
            {
                throw new InputException($"a function of {Elements[center]} with the species {mu}; expected 0 to {Elements.Count - 1}");
            }

            // Bonds of other sizes count as padded with zeros.
            int most = f.Rank == 1 ? _bonds.Max(b => b.BasisMax) : _bonds.Max(b => b.RadialMax);
            if (f.Ns[t] < 1 || f.Ns[t] > most)
            {
                throw new InputException(
                    $"a function of {Elements[center]} of rank {f.Rank} with n = {f.Ns[t]}; expected 1 to {most}, the greatest {(f.Rank == 1 ? "nradbasemax" : "nradmax")} of the bonds");
            }

            int highest = _bonds.Max(b => b.LMax);
            if (f.Rank > 1 && (f.Ls[t] < 0 || f.Ls[t] > highest))
            {
                throw new InputException($"a function of {Elements[center]} with l = {f.Ls[t]}; expected 0 to {highest}, the greatest lmax of the bonds");
            }
        }
    }
}
