using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Halo;
using MdEngine.Core.Motion;
using MdEngine.Core.Neighbors;
using MdEngine.Potentials.Hdnnp.Evaluation;
using MdEngine.Potentials.Hdnnp.SymmetryFunctions;

namespace MdEngine.Potentials.Hdnnp;

/// <summary>
/// Symmetry functions of structures and their derivatives, by the kernels that run dynamics. Not for several threads at a
/// time: each has its own.
/// </summary>
public sealed class DescriptorEvaluator
{
    private readonly IReadOnlyList<Element> _elements;
    private readonly SpeciesTable _species;
    private readonly WorkerPool _alone = new(1);
    private readonly PeriodicHalo _halo = new();
    private readonly DescriptorCollector _collector;
    private readonly ForceLoop _loop;

    /// <summary>Makes an evaluator.</summary>
    /// <param name="elements">Elements by atomic number.</param>
    /// <param name="cutoffFunction">Cutoff function of the functions without compact support.</param>
    /// <param name="alpha">Where it starts to fall, as a part of the cutoff.</param>
    /// <param name="functions">Symmetry functions of each element, at least one.</param>
    public DescriptorEvaluator(
        IReadOnlyList<Element> elements,
        CutoffFunction cutoffFunction,
        double alpha,
        IReadOnlyList<IReadOnlyList<SymmetryFunction>> functions)
    {
        _elements = elements;
        _species = new SpeciesTable(elements);
        _collector = new DescriptorCollector(
            new HdnnpModel
            {
                Elements = elements,
                CutoffFunction = cutoffFunction,
                Alpha = alpha,
                Functions = functions,
                Members = [],
                EnergyFactor = 1.0,
                Offsets = [.. elements.Select(_ => 0.0)],
            },
            _halo);
        _loop = new ForceLoop(_collector, _species, _alone, new NeighborPolicy { Skin = 0.0 }, _halo);
    }

    /// <summary>The symmetry functions of each atom of a structure, in its order.</summary>
    /// <param name="structure">Structure; not changed.</param>
    /// <param name="derivatives">Whether to compute derivatives; without, the atoms they are by are not listed either.</param>
    /// <exception cref="InputException">There is an element that has no functions.</exception>
    public AtomDescriptors[] Evaluate(Structure structure, bool derivatives)
    {
        foreach (Element element in structure.Elements)
        {
            if (_species.IndexOf(element) < 0)
            {
                throw new InputException(
                    $"the structure holds {element}, but there are symmetry functions of {string.Join(", ", _elements)} only");
            }
        }

        AtomState atoms = AtomState.From(structure, _species);
        var state = new SimulationState(atoms, structure.Cell);
        _loop.UpdateNeighbors(state);
        return _collector.Collect(structure.Count, derivatives, () => _loop.Compute(state, ForceNeeds.None));
    }
}
