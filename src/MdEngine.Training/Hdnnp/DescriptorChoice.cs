using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Elements;
using MdEngine.Potentials.Hdnnp.Reading;
using MdEngine.Potentials.Hdnnp.SymmetryFunctions;
using MdEngine.Potentials.Hdnnp.Writing;
using MdEngine.Training.Fitting;

namespace MdEngine.Training.Hdnnp;

/// <summary>Settles the symmetry functions of a model and their scaling.</summary>
internal static class DescriptorChoice
{
    /// <summary>Those given, or a choice from a grid.</summary>
    /// <exception cref="InputException">A line is wrong, or a function has the same value for every atom.</exception>
    public static DescriptorSet Make(HdnnpFitOptions options, FitContext context)
    {
        IReadOnlyList<Element> elements = context.Data.Elements;
        bool given = options.SymmetryFunctions.Count > 0;
        SymmetryFunctionGrid grid = options.Grid ?? new SymmetryFunctionGrid();
        IReadOnlyList<IReadOnlyList<SymmetryFunction>> functions = given
            ? SymmetryFunctionText.Parse(options.SymmetryFunctions, elements, "\"symmetry_functions\" of the deck")
            : SymmetryFunctionText.Sorted(GridProposal.Functions(grid, elements.Count), elements.Count);
        for (int e = 0; e < elements.Count; e++)
        {
            if (functions[e].Count == 0)
            {
                throw new InputException(
                    $"there is no symmetry function of {elements[e]}; expected lines such as \"{elements[e]} 2 {elements[e]} 0.1 0.0 6.0\"");
            }
        }

        DescriptorStatistics[] statistics = DescriptorStatistics.Of(
            context.Data.Training, elements, options.CutoffFunction, options.CutoffAlpha, functions, context.Workers, context.Stop);
        var chosen = new List<SymmetryFunction>();
        var ranges = new Dictionary<SymmetryFunction, FunctionRange>();
        for (int e = 0; e < elements.Count; e++)
        {
            foreach (int k in given ? All(functions[e], statistics[e], elements) : Chosen(grid, statistics[e], elements[e]))
            {
                chosen.Add(functions[e][k]);
                ranges.Add(functions[e][k], statistics[e].Ranges[k]);
            }
        }

        functions = SymmetryFunctionText.Sorted(chosen, elements.Count);
        return new DescriptorSet(
            elements,
            options.CutoffFunction,
            options.CutoffAlpha,
            functions,
            [.. functions.Select(f => (IReadOnlyList<FunctionRange>)[.. f.Select(g => ranges[g])])]);
    }

    private static IEnumerable<int> All(
        IReadOnlyList<SymmetryFunction> functions, DescriptorStatistics statistics, IReadOnlyList<Element> elements)
    {
        for (int k = 0; k < functions.Count; k++)
        {
            if (!statistics.Varies(k))
            {
                throw new InputException(
                    $"the symmetry function \"{SymmetryFunctionText.Format(functions[k], elements)}\" has the same value for every "
                    + "atom of the training frames, so it cannot be scaled; remove it");
            }

            yield return k;
        }
    }

    private static List<int> Chosen(SymmetryFunctionGrid grid, DescriptorStatistics statistics, Element element)
    {
        int[] varying = [.. Enumerable.Range(0, statistics.Ranges.Length).Where(statistics.Varies)];
        if (varying.Length == 0)
        {
            throw new InputException(
                $"no symmetry function of {element} differs from atom to atom in the training frames; is \"cutoff_A\" "
                + $"({grid.Cutoff} Angstrom) shorter than every distance, or are all environments the same?");
        }

        double[,] all = statistics.Correlations;
        var correlations = new double[varying.Length, varying.Length];
        for (int j = 0; j < varying.Length; j++)
        {
            for (int k = 0; k < varying.Length; k++)
            {
                correlations[j, k] = all[varying[j], varying[k]];
            }
        }

        return [.. FunctionChoice.Choose(correlations, grid.Selection, grid.Keep).Select(k => varying[k])];
    }
}
