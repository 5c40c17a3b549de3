using System;
using System.Collections.Generic;

namespace MdEngine.Potentials.Hdnnp.Evaluation;

/// <summary>How often symmetry functions lay outside the ranges of the training data, added up over threads.</summary>
public sealed class ExtrapolationWarnings
{
    private readonly HdnnpModel _model;
    private readonly long[][] _counts;

    /// <summary>Adds up what the workspaces of the potential of a model have counted.</summary>
    public ExtrapolationWarnings(HdnnpModel model, IReadOnlyList<object?> workspaces)
    {
        _model = model;
        _counts = new long[model.Elements.Count][];
        for (int e = 0; e < _counts.Length; e++)
        {
            _counts[e] = new long[model.Functions[e].Count];
            foreach (object? workspace in workspaces)
            {
                Add(_counts[e], workspace switch
                {
                    HdnnpWorkspace<double> d => d.Outside[e],
                    HdnnpWorkspace<float> f => f.Outside[e],
                    _ => [],
                });
            }
        }
    }

    /// <summary>Number of warnings.</summary>
    public long Total { get; private set; }

    /// <summary>Number of warnings of one symmetry function.</summary>
    public long Of(int element, int function) => _counts[element][function];

    /// <summary>The summary of a run.</summary>
    /// <param name="evaluations">Number of force evaluations.</param>
    public string Describe(long evaluations)
    {
        (int element, int function) = (0, 0);
        for (int e = 0; e < _counts.Length; e++)
        {
            for (int k = 0; k < _counts[e].Length; k++)
            {
                if (_counts[e][k] > _counts[element][function])
                {
                    (element, function) = (e, k);
                }
            }
        }

        double each = Total / (double)Math.Max(1, evaluations);
        return FormattableString.Invariant(
            $"{Total} extrapolation warnings in {evaluations} force evaluations, {each:G3} in each: symmetry functions outside the ")
            + FormattableString.Invariant(
                $"ranges of scaling.data; {_counts[element][function]} of function {function + 1} of {_model.Elements[element]} ")
            + FormattableString.Invariant($"(type {_model.Functions[element][function].Type})");
    }

    private void Add(long[] to, long[] counts)
    {
        for (int k = 0; k < counts.Length; k++)
        {
            to[k] += counts[k];
            Total += counts[k];
        }
    }
}
