using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Elements;
using MdEngine.Potentials.Hdnnp;
using MdEngine.Potentials.Hdnnp.SymmetryFunctions;
using MdEngine.Potentials.Hdnnp.Writing;

namespace MdEngine.Training.Hdnnp;

/// <summary>The symmetry functions of a model, with the ranges that scale them.</summary>
/// <param name="Elements">Elements.</param>
/// <param name="CutoffFunction">Cutoff function.</param>
/// <param name="Alpha">Where it starts to fall.</param>
/// <param name="Functions">Functions of each element, in the order of the inputs.</param>
/// <param name="Ranges">Range of each.</param>
internal sealed record DescriptorSet(
    IReadOnlyList<Element> Elements,
    CutoffFunction CutoffFunction,
    double Alpha,
    IReadOnlyList<IReadOnlyList<SymmetryFunction>> Functions,
    IReadOnlyList<IReadOnlyList<FunctionRange>> Ranges)
{
    /// <summary>Number of inputs of each element.</summary>
    public int[] Inputs => [.. Functions.Select(f => f.Count)];

    /// <summary>An evaluator for one thread.</summary>
    public DescriptorEvaluator Evaluator() => new(Elements, CutoffFunction, Alpha, Functions);
}
