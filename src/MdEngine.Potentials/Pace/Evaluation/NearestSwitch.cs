using System;
using MdEngine.Potentials.Pace.Radial;

namespace MdEngine.Potentials.Pace.Evaluation;

/// <summary>
/// The switch between expansion and nuclear repulsion by the neighbour of an atom that is nearest, or farthest within its inner
/// switch.
/// </summary>
internal sealed unsafe class NearestSwitch(int width)
{
    private readonly int[] _type = new int[width], _place = new int[width];
    private readonly double[] _slope = new double[width];

    /// <summary>Factor of the expansion of a lane's atom.</summary>
    /// <param name="tables">Model.</param>
    /// <param name="neighbors">Neighbours.</param>
    /// <param name="center">Species of the atom.</param>
    /// <param name="lane">Lane.</param>
    /// <param name="slope">Derivative of the factor by the distance of that neighbour, 1/Angstrom.</param>
    public double Find(PaceTables tables, PaceNeighbors neighbors, int center, int lane, out double slope)
    {
        double least = tables.Model.Cutoff, distance = 0.0;
        slope = 0.0;
        _type[lane] = -1;
        for (int t = 0; t < tables.Species; t++)
        {
            RunPlan run = tables.Plans[center].Runs[t];
            double* x = neighbors.Dx(t), y = neighbors.Dy(t), z = neighbors.Dz(t);
            for (int k = 0; k < neighbors.CountOf(t, lane); k++)
            {
                int j = (k * width) + lane;
                double r = Math.Sqrt((x[j] * x[j]) + (y[j] * y[j]) + (z[j] * z[j]));
                if (r - (run.Inner - run.InnerWidth) < least)
                {
                    (least, distance, _type[lane], _place[lane]) = (r - (run.Inner - run.InnerWidth), r, t, j);
                }
            }
        }

        if (_type[lane] < 0)
        {
            return 1.0;
        }

        RunPlan nearest = tables.Plans[center].Runs[_type[lane]];
        double factor = SwitchFunction.Evaluate(nearest.Inner - distance, nearest.InnerWidth, nearest.InnerWidth, out slope);
        slope = -slope;
        return factor;
    }

    /// <summary>Keeps the derivative of the energy by the distance of that neighbour, eV/Angstrom.</summary>
    public void Keep(int lane, double slope) => _slope[lane] = slope;

    /// <summary>Adds the derivatives that were kept to those of the neighbours, and forgets them.</summary>
    public void AddTo(PaceWorkspace workspace)
    {
        PaceNeighbors neighbors = workspace.Neighbors;
        int row = PaceNeighbors.Chunk * width;
        for (int lane = 0; lane < width; lane++)
        {
            if (_slope[lane] == 0.0)
            {
                continue;
            }

            int type = _type[lane], j = _place[lane];
            double* gradient = workspace.Gradients.Pointer + (j / row * 3 * row) + (j % row);
            for (int t = 0; t < type; t++)
            {
                gradient += 3 * neighbors.Places[t] * width;
            }

            double x = neighbors.Dx(type)[j], y = neighbors.Dy(type)[j], z = neighbors.Dz(type)[j];
            double scale = _slope[lane] / Math.Sqrt((x * x) + (y * y) + (z * z));
            gradient[0] += scale * x;
            gradient[row] += scale * y;
            gradient[2 * row] += scale * z;
            _slope[lane] = 0.0;
        }
    }
}
