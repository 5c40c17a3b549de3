using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Halo;
using MdEngine.Core.Mathematics.Lanes;
using MdEngine.Core.Neighbors;
using MdEngine.Potentials.Hdnnp.SymmetryFunctions;

namespace MdEngine.Potentials.Hdnnp.Evaluation;

/// <summary>
/// Stands in the place of the potential in a force loop of one thread, and collects symmetry functions instead of forces.
/// </summary>
internal sealed unsafe class DescriptorCollector : IPotential
{
    private readonly CentrePlan[] _plans;
    private readonly int[][][] _groups;
    private readonly PeriodicHalo _halo;
    private readonly double _cutoff;
    private readonly AtomFrame<double> _frame;
    private readonly KernelScratch<double> _scratch;
    private readonly double[] _slopes;
    private readonly List<int> _atoms = [];
    private AtomDescriptors[] _result = [];
    private int[] _slot = [];
    private bool _derivatives;

    public DescriptorCollector(HdnnpModel model, PeriodicHalo halo)
    {
        Elements = model.Elements;
        _halo = halo;
        _cutoff = model.Cutoff;
        _plans = [.. Enumerable.Range(0, model.Elements.Count).Select(e => new CentrePlan(model, e))];
        _groups = [.. _plans.Select(GroupsOf)];
        _frame = new AtomFrame<double>(_plans.Length, _plans.Max(p => p.Triplets.Length));
        _scratch = new KernelScratch<double>(_plans);
        _slopes = new double[_plans.Max(p => p.FunctionCount)];
        Neighbors = new NeighborRequest(NeighborKind.Full, _cutoff);
    }

    public IReadOnlyList<Element> Elements { get; }

    public NeighborRequest Neighbors { get; }

    /// <summary>Makes a pass of the loop and returns what was collected, in the order of the structure.</summary>
    public AtomDescriptors[] Collect(int atoms, bool derivatives, Action pass)
    {
        _derivatives = derivatives;
        _result = new AtomDescriptors[atoms];
        _slot = new int[atoms];
        pass();
        return _result;
    }

    public void Compute(in ForceBlock block, ForceAccumulator into)
    {
        for (int i = block.Start; i < block.End; i++)
        {
            _result[block.Atoms.Id[i]] = ComputeAtom(in block, i);
        }
    }

    /// <summary>For each function the groups of triplets that it sums over.</summary>
    private static int[][] GroupsOf(CentrePlan plan) =>
    [
        .. Enumerable.Range(0, plan.FunctionCount).Select(
            f => Enumerable.Range(0, plan.Triplets.Length)
                .Where(g => plan.Triplets[g].Holds(f)).ToArray()),
    ];

    private AtomDescriptors ComputeAtom(in ForceBlock block, int center)
    {
        int element = block.Types[center];
        CentrePlan plan = _plans[element];
        var values = new double[plan.FunctionCount];
        _frame.Pack(in block, center, _cutoff, plan);
        fixed (double* v = values)
        {
            RadialKernel<Double4, double>.Forward(plan, _frame, _scratch, v);
            for (int g = 0; g < plan.Triplets.Length; g++)
            {
                PairSearch<Double4, double>.Find(plan.Triplets[g], _frame, _frame.Triplets[g]);
                TripletKernel<Double4, double>.Forward(plan.Triplets[g], _frame.Triplets[g], _scratch, v);
            }
        }

        return _derivatives ? WithDerivatives(in block, element, values) : new AtomDescriptors(element, values, [], []);
    }

    private AtomDescriptors WithDerivatives(in ForceBlock block, int element, double[] values)
    {
        CentrePlan plan = _plans[element];
        ListAtoms(in block);
        int count = values.Length;
        var derivatives = new double[((3 * _atoms.Count) + AtomDescriptors.Strains) * count];
        Array.Clear(_slopes);
        for (int f = 0; f < count; f++)
        {
            _slopes[f] = 1.0;
            _frame.ClearGradient();
            fixed (double* slopes = _slopes)
            {
                if (_groups[element][f].Length == 0)
                {
                    RadialKernel<Double4, double>.Backward(plan, _frame, slopes);
                }

                foreach (int g in _groups[element][f])
                {
                    TripletFrame<double> triplets = _frame.Triplets[g];
                    triplets.Gradients.Span.Clear();
                    TripletKernel<Double4, double>.Backward(plan.Triplets[g], _frame, triplets, _scratch, slopes);
                }
            }

            _slopes[f] = 0.0;
            AddRows(in block, derivatives, f, count);
        }

        foreach (int atom in _atoms)
        {
            _slot[atom] = 0;
        }

        return new AtomDescriptors(element, values, [.. _atoms], derivatives);
    }

    /// <summary>Numbers the atoms that are near, the central one first; a slot counts from 1.</summary>
    private void ListAtoms(in ForceBlock block)
    {
        _atoms.Clear();
        Number(block.Atoms.Id[_frame.Center]);
        for (int e = 0; e < _plans.Length; e++)
        {
            for (int k = _frame.First(e); k < _frame.First(e) + _frame.Count(e); k++)
            {
                Number(Source(in block, _frame.Atom(k)));
            }
        }
    }

    private void Number(int atom)
    {
        if (_slot[atom] == 0)
        {
            _atoms.Add(atom);
            _slot[atom] = _atoms.Count;
        }
    }

    private int Source(in ForceBlock block, int atom)
    {
        int owner = atom < block.Atoms.GhostStart ? atom : _halo.Source(atom - block.Atoms.GhostStart);
        return block.Atoms.Id[owner];
    }

    private void AddRows(in ForceBlock block, double[] derivatives, int f, int count)
    {
        int strain = (3 * _atoms.Count * count) + f;
        for (int e = 0; e < _plans.Length; e++)
        {
            for (int k = _frame.First(e); k < _frame.First(e) + _frame.Count(e); k++)
            {
                double gx = _frame.Gx[k], gy = _frame.Gy[k], gz = _frame.Gz[k];
                double dx = _frame.Dx[k], dy = _frame.Dy[k], dz = _frame.Dz[k];
                int row = (3 * (_slot[Source(in block, _frame.Atom(k))] - 1) * count) + f;
                derivatives[row] += gx;
                derivatives[row + count] += gy;
                derivatives[row + (2 * count)] += gz;
                derivatives[f] -= gx;
                derivatives[f + count] -= gy;
                derivatives[f + (2 * count)] -= gz;
                derivatives[strain] += gx * dx;
                derivatives[strain + count] += gy * dy;
                derivatives[strain + (2 * count)] += gz * dz;
                derivatives[strain + (3 * count)] += 0.5 * ((gy * dz) + (gz * dy));
                derivatives[strain + (4 * count)] += 0.5 * ((gx * dz) + (gz * dx));
                derivatives[strain + (5 * count)] += 0.5 * ((gx * dy) + (gy * dx));
            }
        }
    }
}
