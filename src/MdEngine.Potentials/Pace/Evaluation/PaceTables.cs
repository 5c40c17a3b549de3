using System.Linq;
using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.Pace.Evaluation;

/// <summary>All that does not change while a model is evaluated.</summary>
internal sealed unsafe class PaceTables
{
    private readonly AlignedBuffer<double> _cutoffs2;

    public PaceTables(PaceModel model, int width, PaceActiveSet? set = null)
    {
        Model = model;
        Width = width;
        Species = model.Elements.Count;
        Plans = [.. Enumerable.Range(0, Species).Select(c => new CenterPlan(model, c, width, set))];
        _cutoffs2 = new AlignedBuffer<double>(Species * Species);
        for (int k = 0; k < Species * Species; k++)
        {
            double cutoff = Plans[k / Species].Runs[k % Species].Cutoff;
            _cutoffs2[k] = cutoff * cutoff;
        }
    }

    public PaceModel Model { get; }

    /// <summary>Atoms that are computed at once: lanes of a register.</summary>
    public int Width { get; }

    public int Species { get; }

    /// <summary>By central species.</summary>
    public CenterPlan[] Plans { get; }

    /// <summary>Squares of the cutoffs around a species, by that of the neighbour, Angstrom^2.</summary>
    public double* Cutoffs2(int center) => _cutoffs2.Pointer + (center * Species);
}
