using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Gap.Soap;
using MdEngine.Training.Linear;

namespace MdEngine.Training.Gap;

/// <summary>One atom's SOAP environment at a time: its neighbours, coefficients and descriptor. Scratch of one thread.</summary>
internal sealed unsafe class SoapEnvironment
{
    private readonly SoapParameters _parameters;
    private readonly SoapExpansion _expansion;
    private readonly AlignedBuffer<double> _coefficients, _products, _descriptor;
    private readonly int[] _speciesOf, _atomicNumbers;
    private readonly bool[] _isCentre, _isOwn;

    public SoapEnvironment(SoapParameters parameters, SoapRadialBasis basis, SoapLayout layout, IReadOnlyList<Element> elements)
    {
        _parameters = parameters;
        Layout = layout;
        _expansion = new SoapExpansion(parameters, basis);
        Neighbors = new SoapNeighbors(1, parameters.Species.Count);
        _coefficients = new AlignedBuffer<double>((parameters.Degree + 1) * (parameters.Degree + 1) * layout.Channels);
        _products = new AlignedBuffer<double>((parameters.Degree + 1) * layout.Channels * layout.Channels);
        // Padding stays zero.
        _descriptor = new AlignedBuffer<double>((layout.Count + 3) / 4 * 4);
        _atomicNumbers = [.. elements.Select(e => e.AtomicNumber)];
        _speciesOf = [.. _atomicNumbers.Select(z => parameters.Species.ToList().FindIndex(s => s == 0 || s == z))];
        _isCentre = [.. _atomicNumbers.Select(z => parameters.Centres.Any(c => c == 0 || c == z))];
        _isOwn = new bool[parameters.Species.Count];
    }

    /// <summary>Order of the descriptor's numbers.</summary>
    public SoapLayout Layout { get; }

    /// <summary>Neighbours of the atom, which is number 0 of the batch.</summary>
    public SoapNeighbors Neighbors { get; }

    /// <summary>Coefficients.</summary>
    public double* Coefficients => _coefficients.Pointer;

    /// <summary>Descriptor.</summary>
    public double* Descriptor => _descriptor.Pointer;

    /// <summary>What the power spectrum was multiplied with.</summary>
    public double InverseNorm { get; private set; }

    /// <summary>Describes an atom.</summary>
    /// <returns>False when it is no centre of this descriptor.</returns>
    public bool Describe(FrameNeighbors frame, int atom)
    {
        ReadOnlySpan<int> types = frame.Atoms.Type;
        int type = types[atom];
        if (!_isCentre[type])
        {
            return false;
        }

        for (int k = 0; k < _isOwn.Length; k++)
        {
            int species = _parameters.Species[k];
            _isOwn[k] = _parameters.CentreInAll || species == 0 || species == _atomicNumbers[type];
        }

        Neighbors.Clear();
        Neighbors.Add(frame.Atoms, frame.Of(atom), types, atom, _parameters.Cutoff, _speciesOf);
        InverseNorm = SoapSpectrum.Describe(
            _parameters, Layout, _expansion, Neighbors, 0, _isOwn, _coefficients.Pointer, _products.Pointer, _descriptor.Pointer);
        return true;
    }
}
