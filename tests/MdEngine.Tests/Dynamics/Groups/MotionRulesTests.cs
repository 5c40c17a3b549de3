using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Motion;
using MdEngine.Core.Units;
using MdEngine.Dynamics.Barostats;
using MdEngine.Dynamics.Groups;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Observables;
using MdEngine.Dynamics.Simulation;
using MdEngine.Dynamics.Thermostats;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Dynamics.Groups;

public sealed class MotionRulesTests(ITestOutputHelper output)
{
    public static TheoryData<string> Thermostats => ["none", "Langevin", "chain", "rescaling"];

    [Theory]
    [MemberData(nameof(Thermostats))]
    public void Frozen_atoms_stay_and_the_rest_has_its_temperature(string thermostat)
    {
        using TestSystem argon = TestSystem.FastArgon(3, cutoff: 6.0, latticeConstant: 5.7966);
        MaxwellBoltzmann.Assign(argon.Atoms, 150.0, 4);
        AtomGroup frozen = Group("wall", 108, id => id < 30);
        Double3[] before = Unwrapped(argon);
        double start = argon.KineticEnergy;
        var integrator = new VelocityVerlet(Thermostat(thermostat), rules: new MotionRules { Frozen = frozen });
        var kinetic = Probe.Kinetic(1, from: 500);
        var conserved = Probe.Conserved(1, from: 1);
        argon.Run(integrator, 2500, 4.0, kinetic, conserved);
        Double3[] after = Unwrapped(argon);
        for (int id = 0; id < 108; id++)
        {
            // Wrapping adds and subtracts lattice vectors.
            (after[id] - before[id]).Length.ShouldBe(0.0, id < 30 ? 1e-12 : 100.0);
            (id < 30 || (after[id] - before[id]).Length > 1e-3).ShouldBeTrue();
        }

        integrator.ConstrainedDegrees.ShouldBe(90);
        double temperature = KineticSums.Temperature(kinetic.Values.Average(), 3 * 78);
        double spread = conserved.Values.Max() - conserved.Values.Min();
        output.WriteLine($"{temperature} K, conserved spread {spread:e2} eV, start {start} and {conserved.Values[0]}");
        // What freezing took away is in the reservoir; the steps' own error is some 1e-3 of the kinetic energy at 4 fs.
        spread.ShouldBeLessThan(0.01 * start);
        if (thermostat != "none")
        {
            // 234 degrees of freedom scatter by 9 %; 8 ps hold 20 independent samples at least: 4 standard errors.
            temperature.ShouldBe(120.0, 4.0 * 0.09 / Math.Sqrt(20.0) * 120.0);
        }
    }

    [Fact]
    public void What_freezing_takes_away_is_accounted_for()
    {
        using TestSystem argon = TestSystem.Argon(2, cutoff: 5.5);
        MaxwellBoltzmann.Assign(argon.Atoms, 150.0, 4);
        double kinetic = argon.KineticEnergy;
        var integrator = new VelocityVerlet(rules: new MotionRules { Frozen = Group("wall", 32, id => id < 8) });
        integrator.Begin(new StepContext(argon.State, argon.Workers, 0, 1.0, 0.0));
        (argon.KineticEnergy + integrator.ReservoirEnergy).ShouldBe(kinetic, 1e-14 * kinetic);
        integrator.ReservoirEnergy.ShouldBeGreaterThan(0.0);
    }

    [Fact]
    public void A_constant_force_accelerates_and_its_work_is_accounted_for()
    {
        using TestSystem gas = TestSystem.Wells(3, 0.0);
        double mass = gas.Atoms.Mass[0] * PhysicalConstants.MassVelocitySquared;
        AtomGroup pushed = Group("pushed", 3, id => id == 1), both = Group("both", 3, id => id >= 1);
        var rules = new MotionRules
        {
            Forces = [new ConstantForce(pushed, new Double3(0.01, 0.0, -0.02)), new ConstantForce(both, new Double3(0.0, 0.03, 0.0))],
        };
        var conserved = Probe.Conserved(1);
        var integrator = new VelocityVerlet(rules: rules);
        gas.Run(integrator, 100, 2.0, conserved);
        // Uniform acceleration, which Verlet steps integrate exactly: v = F t/m, x = F t^2/2m; rounding of 100 steps.
        const double time = 200.0;
        int i = gas.Atoms.Id.IndexOf(1), j = gas.Atoms.Id.IndexOf(2), k = gas.Atoms.Id.IndexOf(0);
        gas.Atoms.Vx[i].ShouldBe(0.01 * time / mass, 1e-15);
        gas.Atoms.Vz[i].ShouldBe(-0.02 * time / mass, 1e-15);
        gas.Atoms.Vy[j].ShouldBe(0.03 * time / mass, 1e-15);
        gas.Atoms.Y[j].ShouldBe(0.5 * 0.03 * time * time / mass, 1e-13);
        gas.Atoms.Vx[k].ShouldBe(0.0);
        conserved.Values[^1].ShouldBe(0.0, 1e-14);
        integrator.ReservoirEnergy.ShouldBeLessThan(-1e-3);
        // The forces do not cancel: momentum is not conserved.
        integrator.ConstrainedDegrees.ShouldBe(0);
        new VelocityVerlet(rules: rules).Needs.ShouldBe(MdEngine.Core.Forces.ForceNeeds.None);
    }

    [Theory]
    [InlineData("velocity Verlet")]
    [InlineData("Langevin")]
    [InlineData("cell rescaling")]
    [InlineData("piston")]
    public void Work_on_a_fluid_is_accounted_for(string kind)
    {
        double Ratio(double timestep)
        {
            using TestSystem argon = TestSystem.Argon(2, cutoff: 5.5);
            MaxwellBoltzmann.Assign(argon.Atoms, 150.0, 4);
            var rules = new MotionRules
            {
                Forces =
                [
                    new ConstantForce(Group("up", 32, id => id % 2 == 0), new Double3(0.002, 0.0, 0.0)),
                    new ConstantForce(Group("down", 32, id => id % 2 == 1), new Double3(-0.002, 0.0, 0.0)),
                ],
            };
            var t = TemperatureRamp.Constant(120.0);
            var p = PressureRamp.Constant(0.1);
            IIntegrator integrator = kind switch
            {
                "Langevin" => new VelocityVerlet(new LangevinThermostat(t, 500.0, 3), rules: rules),
                "cell rescaling" => new VelocityVerlet(
                    new StochasticVelocityRescaling(t, 500.0, 3), barostat: new StochasticCellRescaling(t, p, 500.0, 1.0, 3), rules: rules),
                "piston" => new MartynaTobiasKlein(t, 500.0, p, 1000.0, rules: rules),
                _ => new VelocityVerlet(rules: rules),
            };
            var conserved = Probe.Conserved(1);
            var total = Probe.Total(1);
            argon.Run(integrator, (long)(3200.0 / timestep), timestep, conserved, total);
            integrator.ConstrainedDegrees.ShouldBe(kind == "Langevin" ? 0 : 3);
            double ratio = (conserved.Values.Max() - conserved.Values.Min()) / (total.Values.Max() - total.Values.Min());
            output.WriteLine($"{kind}, dt {timestep}: {ratio:e2}");
            return ratio;
        }

        // The steps' own error, of second order.
        double coarse = Ratio(8.0), fine = Ratio(2.0);
        coarse.ShouldBeLessThan(0.1);
        (coarse / fine).ShouldBeGreaterThan(6.0);
    }

    [Fact]
    public void Drift_is_taken_away_when_it_is_time()
    {
        using TestSystem argon = TestSystem.Argon(2, cutoff: 5.5);
        MaxwellBoltzmann.Assign(argon.Atoms, 150.0, 4, zeroMomentum: false);
        var momentum = new List<double>();
        var sampler = new FrameSampler(1, 0, s => momentum.Add(KineticSums.Momentum(s.Atoms).Length));
        var conserved = Probe.Conserved(1);
        var integrator = new VelocityVerlet(
            new LangevinThermostat(TemperatureRamp.Constant(150.0), 500.0, 3), rules: new MotionRules { Drift = new DriftRemoval(10) });
        argon.Run(integrator, 100, 4.0, sampler, conserved);
        integrator.ConstrainedDegrees.ShouldBe(3);
        momentum[5].ShouldBeGreaterThan(0.01);
        momentum[29].ShouldBeGreaterThan(0.01);
        for (int step = 10; step <= 100; step += 10)
        {
            momentum[step].ShouldBe(0.0, 1e-12);
        }

        // Without the account of it the steps would show: half a kT each.
        double largest = conserved.Values.Zip(conserved.Values.Skip(1), (a, b) => Math.Abs(a - b)).Max();
        output.WriteLine($"largest step {largest:e2} eV");
        largest.ShouldBeLessThan(0.1 * PhysicalConstants.Boltzmann * 150.0);
    }

    [Fact]
    public void A_cluster_stops_turning()
    {
        using TestSystem cluster = TestSystem.Cluster();
        MaxwellBoltzmann.Assign(cluster.Atoms, 20.0, 4, zeroMomentum: false);
        for (int i = 0; i < 13; i++)
        {
            cluster.Atoms.Vx[i] -= 2e-4 * cluster.Atoms.Y[i];
            cluster.Atoms.Vy[i] += 2e-4 * cluster.Atoms.X[i];
        }

        double before = cluster.KineticEnergy;
        AngularMomentum(cluster.Atoms).Length.ShouldBeGreaterThan(0.1);
        double taken = RigidMotion.Remove(cluster.Atoms, linear: true, angular: true);
        (cluster.KineticEnergy + taken).ShouldBe(before, 1e-13 * before);
        KineticSums.Momentum(cluster.Atoms).Length.ShouldBe(0.0, 1e-14);
        AngularMomentum(cluster.Atoms).Length.ShouldBe(0.0, 1e-12);
        var rules = new MotionRules { Drift = new DriftRemoval(20, angular: true) };
        var integrator = new VelocityVerlet(new LangevinThermostat(TemperatureRamp.Constant(20.0), 500.0, 3), rules: rules);
        cluster.Run(integrator, 200, 4.0);
        integrator.ConstrainedDegrees.ShouldBe(6);
        AngularMomentum(cluster.Atoms).Length.ShouldBe(0.0, 1e-11);

        using TestSystem argon = TestSystem.Argon(2, cutoff: 5.5);
        Should.Throw<InputException>(() => argon.Run(new VelocityVerlet(rules: rules), 1, 1.0)).Message.ShouldContain("open space");
    }

    [Fact]
    public void Two_atoms_on_a_line_are_left_to_turn()
    {
        using TestSystem pair = TestSystem.Wells(2, 0.0);
        pair.Atoms.Vy[0] = 1e-3;
        pair.Atoms.Vy[1] = -1e-3;
        RigidMotion.Remove(pair.Atoms, linear: false, angular: true).ShouldBe(0.0);
        pair.Atoms.Vy[0].ShouldBe(1e-3);
    }

    [Fact]
    public void Frozen_atoms_and_barostats_exclude_each_other()
    {
        var rules = new MotionRules { Frozen = Group("wall", 32, id => id < 8) };
        TemperatureRamp t = TemperatureRamp.Constant(100.0);
        PressureRamp p = PressureRamp.Constant(0.0);
        Should.Throw<ArgumentException>(() => new MartynaTobiasKlein(t, 100.0, p, 300.0, rules: rules));
        Should.Throw<ArgumentException>(
            () => new VelocityVerlet(barostat: new StochasticCellRescaling(t, p, 300.0, 1.0, 1), rules: rules));
        using TestSystem gas = TestSystem.Wells(3, 0.0);
        Should.Throw<InputException>(() => gas.Run(new VelocityVerlet(rules: rules), 1, 1.0)).Message.ShouldContain("32 atoms");
        Should.Throw<InputException>(() => gas.Run(
            new VelocityVerlet(rules: new MotionRules { Frozen = Group("all", 3, _ => true) }), 1, 1.0)).Message.ShouldContain("none is left");
    }

    private static IThermostat? Thermostat(string name) => name switch
    {
        "Langevin" => new LangevinThermostat(TemperatureRamp.Constant(120.0), 100.0, 77),
        "rescaling" => new StochasticVelocityRescaling(TemperatureRamp.Constant(120.0), 100.0, 77),
        "chain" => new NoseHooverChain(TemperatureRamp.Constant(120.0), 100.0),
        _ => null,
    };

    private static AtomGroup Group(string name, int atoms, Func<int, bool> holds) =>
        new(name, (bool[])[.. Enumerable.Range(0, atoms).Select(holds)]);

    private static Double3 AngularMomentum(AtomState atoms)
    {
        Double3 sum = Double3.Zero, centre = Double3.Zero;
        for (int i = 0; i < atoms.Owned; i++)
        {
            centre += (1.0 / atoms.Owned) * new Double3(atoms.X[i], atoms.Y[i], atoms.Z[i]);
        }

        for (int i = 0; i < atoms.Owned; i++)
        {
            sum += atoms.Mass[i] * Double3.Cross(
                new Double3(atoms.X[i], atoms.Y[i], atoms.Z[i]) - centre, new Double3(atoms.Vx[i], atoms.Vy[i], atoms.Vz[i]));
        }

        return sum;
    }

    private static Double3[] Unwrapped(TestSystem system)
    {
        AtomState a = system.Atoms;
        var r = new Double3[a.Owned];
        for (int i = 0; i < a.Owned; i++)
        {
            r[a.Id[i]] = new Double3(a.X[i], a.Y[i], a.Z[i])
                + system.State.Cell.ToCartesian(new Double3(a.ImageA[i], a.ImageB[i], a.ImageC[i]));
        }

        return r;
    }
}
