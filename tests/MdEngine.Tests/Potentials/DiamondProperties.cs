using System;
using System.Linq;
using MdEngine.Conformance;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Motion;
using MdEngine.Core.Neighbors;
using MdEngine.Core.Units;

namespace MdEngine.Tests.Potentials;

/// <summary>Properties at 0 K of a cubic crystal with a basis, such as diamond, as a potential has them.</summary>
internal sealed class DiamondProperties
{
    private const double Strain = 1e-4;
    private readonly IPotential _potential;
    private readonly Func<double, int, Structure> _crystal;

    /// <summary>Finds the lattice constant and everything else.</summary>
    /// <param name="potential">Potential.</param>
    /// <param name="crystal">Makes the crystal of a lattice constant, n^3 cubic cells.</param>
    /// <param name="guess">About the lattice constant, Angstrom.</param>
    public DiamondProperties(IPotential potential, Func<double, int, Structure> crystal, double guess)
    {
        _potential = potential;
        _crystal = crystal;
        LatticeConstant = Equilibrium(guess);
        Structure cell = crystal(LatticeConstant, 1);
        CohesiveEnergy = -Evaluate(cell).Energy / cell.Count;
        Matrix3 stretched = Stress(new Matrix3(Strain, 0, 0, 0, 0, 0, 0, 0, 0), relax: true);
        C11 = stretched.XX / Strain;
        C12 = stretched.YY / Strain;
        C44 = Shear(relax: true);
        C44Unrelaxed = Shear(relax: false);
    }

    /// <summary>Angstrom.</summary>
    public double LatticeConstant { get; }

    /// <summary>Against free atoms, eV.</summary>
    public double CohesiveEnergy { get; }

    /// <summary>Bulk modulus, GPa.</summary>
    public double BulkModulus => (C11 + (2.0 * C12)) / 3.0;

    /// <summary>GPa.</summary>
    public double C11 { get; }

    /// <summary>GPa.</summary>
    public double C12 { get; }

    /// <summary>With the atoms free to move, GPa.</summary>
    public double C44 { get; }

    /// <summary>With the atoms moved by strain alone, GPa.</summary>
    public double C44Unrelaxed { get; }

    /// <summary>Everything on one line.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"a {LatticeConstant:f4} A, E {CohesiveEnergy:f4} eV, B {BulkModulus:f2}, C11 {C11:f2}, C12 {C12:f2}, C44 {C44:f2} ({C44Unrelaxed:f2} unrelaxed) GPa");

    /// <summary>
    /// Formation energies of a vacancy in n^3 cells of fixed size, eV: atoms at their places, and relaxed.
    /// </summary>
    /// <param name="n">Cells along each axis.</param>
    /// <param name="inward">
    /// How far its neighbours are moved towards the vacancy before relaxation, Angstrom, as the ideal vacancy may be a
    /// local minimum.
    /// </param>
    public (double Unrelaxed, double Relaxed) Vacancy(int n, double inward)
    {
        Structure perfect = _crystal(LatticeConstant, n);
        double each = Evaluate(perfect).Energy / perfect.Count;
        var vacancy = new Structure(perfect.Cell, perfect.Elements[1..], perfect.Positions[1..]);
        double bulk = each * vacancy.Count;
        Double3 hole = perfect.Positions[0];
        double bond = 1.01 * Math.Sqrt(3.0) / 4.0 * LatticeConstant;
        // A slight disorder beside it, that no symmetry keeps atoms from their way.
        Structure start = Transform.Rattled(vacancy, 0.01, 5);
        for (int i = 0; i < start.Count; i++)
        {
            Double3 s = perfect.Cell.ToFractional(hole - vacancy.Positions[i]);
            Double3 way = perfect.Cell.ToCartesian(
                s - new Double3(Math.Round(s.X), Math.Round(s.Y), Math.Round(s.Z)));
            if (way.Length < bond)
            {
                start.Positions[i] += (inward / way.Length) * way;
            }
        }

        double unrelaxed = Evaluate(vacancy).Energy - bulk;
        return (unrelaxed, Relax(start, 1e-5).Energy - bulk);
    }

    private static Double3[] Positions(SimulationState state)
    {
        var r = new Double3[state.Atoms.Owned];
        for (int i = 0; i < r.Length; i++)
        {
            r[state.Atoms.Id[i]] = new Double3(state.Atoms.X[i], state.Atoms.Y[i], state.Atoms.Z[i]);
        }

        return r;
    }

    private double Equilibrium(double a)
    {
        // Secants on the pressure.
        double b = 1.001 * a, pa = Pressure(a), pb = Pressure(b);
        for (int k = 0; k < 30 && Math.Abs(b - a) > 1e-10; k++)
        {
            (a, b, pa) = (b, b - (pb * (b - a) / (pb - pa)), pb);
            pb = Pressure(b);
        }

        return b;

        double Pressure(double x) => Evaluate(_crystal(x, 1)).Virial!.Value.Trace;
    }

    private double Shear(bool relax) =>
        Stress(new Matrix3(0, 0, 0, 0, 0, Strain / 2.0, 0, Strain / 2.0, 0), relax).YZ / Strain;

    /// <summary>Stress under a strain, GPa, as half the difference of its two signs.</summary>
    private Matrix3 Stress(Matrix3 strain, bool relax)
    {
        Matrix3 sum = Matrix3.Zero;
        foreach (double sign in new[] { 1.0, -1.0 })
        {
            Structure s = Transform.Strained(_crystal(LatticeConstant, 1), sign * strain);
            Evaluation e = relax ? Relax(s, 1e-9) : Evaluate(s);
            sum += (0.5 * sign * PhysicalConstants.GigapascalPerPressure) * e.Stress!.Value;
        }

        return sum;
    }

    private Evaluation Evaluate(Structure s) =>
        Evaluation.Of(_potential, s, needs: ForceNeeds.Energy | ForceNeeds.Virial);

    /// <summary>
    /// Relaxes the atoms in a fixed cell by FIRE: E. Bitzek et al., Phys. Rev. Lett. 97, 170201 (2006).
    /// </summary>
    private Evaluation Relax(Structure structure, double largestForce)
    {
        using var workers = new WorkerPool(1);
        SimulationState state = Evaluation.StateOf(structure);
        AtomState atoms = state.Atoms;
        var loop = new ForceLoop(_potential, atoms.Species, workers, new NeighborPolicy { Skin = 0.5 });
        double dt = 0.1, mix = 0.1;
        int downhill = 0, n = atoms.Owned;
        for (int step = 0; step < 5000; step++)
        {
            loop.UpdateNeighbors(state);
            loop.Compute(state, ForceNeeds.None);
            double power = 0.0, f2 = 0.0, v2 = 0.0, largest = 0.0;
            for (int i = 0; i < n; i++)
            {
                var f = new Double3(atoms.Fx[i], atoms.Fy[i], atoms.Fz[i]);
                var v = new Double3(atoms.Vx[i], atoms.Vy[i], atoms.Vz[i]);
                power += Double3.Dot(f, v);
                f2 += Double3.Dot(f, f);
                v2 += Double3.Dot(v, v);
                largest = Math.Max(largest, f.Length);
            }

            if (largest < largestForce)
            {
                return Evaluate(Transform.With(structure, structure.Cell, Positions(state)));
            }

            downhill = power > 0.0 ? downhill + 1 : 0;
            double keep = power > 0.0 ? 1.0 - mix : 0.0, turn = power > 0.0 ? mix * Math.Sqrt(v2 / f2) : 0.0;
            (dt, mix) = power <= 0.0 && step > 0 ? (0.5 * dt, 0.1) : downhill > 5 ? (Math.Min(1.1 * dt, 0.25), 0.99 * mix) : (dt, mix);
            for (int i = 0; i < n; i++)
            {
                atoms.Vx[i] = (keep * atoms.Vx[i]) + ((turn + dt) * atoms.Fx[i]);
                atoms.Vy[i] = (keep * atoms.Vy[i]) + ((turn + dt) * atoms.Fy[i]);
                atoms.Vz[i] = (keep * atoms.Vz[i]) + ((turn + dt) * atoms.Fz[i]);
                atoms.X[i] += dt * atoms.Vx[i];
                atoms.Y[i] += dt * atoms.Vy[i];
                atoms.Z[i] += dt * atoms.Vz[i];
            }
        }

        throw new InvalidOperationException("no minimum was reached");
    }
}
