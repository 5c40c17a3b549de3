using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Observation;
using MdEngine.Core.Units;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Observables;
using MdEngine.Dynamics.Simulation;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Dynamics.Observables;

public sealed class ThermoObserverTests
{
    [Fact]
    public void Records_come_at_start_period_and_end_and_agree_with_the_state()
    {
        using TestSystem argon = TestSystem.Argon(2, cutoff: 5.5);
        MaxwellBoltzmann.Assign(argon.Atoms, 94.4, 3, exact: true);
        var sink = new Sink();
        argon.Run(new VelocityVerlet(), 25, 2.0, new ThermoObserver(10, argon.Workers, [sink]));
        sink.Records.Select(r => r.Step).ShouldBe([0, 10, 20, 25]);
        sink.Finished.ShouldBe(1);
        // 93 degrees of freedom; rounding.
        sink.Records[0].Temperature.ShouldBe(94.4, 1e-10);
        ThermoRecord last = sink.Records[^1];
        last.Time.ShouldBe(50.0);
        last.Stage.ShouldBe("test");
        last.KineticEnergy.ShouldBe(argon.KineticEnergy);
        last.TotalEnergy.ShouldBe(last.KineticEnergy + last.PotentialEnergy);
        last.ConservedQuantity.ShouldBe(last.TotalEnergy);
        last.Volume.ShouldBe(argon.State.Cell.Volume);
        last.Cell.ShouldBe(argon.State.Cell.Vectors);
    }

    [Fact]
    public void Pressure_is_the_strain_derivative_of_the_energy_and_the_ideal_gas()
    {
        using TestSystem argon = TestSystem.Argon(2, cutoff: 5.5);
        MaxwellBoltzmann.Assign(argon.Atoms, 94.4, 3);
        var sink = new Sink();
        argon.Run(new VelocityVerlet(), 40, 4.0, new ThermoObserver(40, argon.Workers, [sink]));
        ThermoRecord last = sink.Records[^1];

        // Scale cell and positions by +-h in one direction at fixed momenta p: kinetic part sum p p/m /V by hand.
        const double h = 1e-5;
        double volume = argon.State.Cell.Volume;
        for (int axis = 0; axis < 3; axis++)
        {
            double derivative = (Strained(argon, axis, h) - Strained(argon, axis, -h)) / (2.0 * h);
            double kinetic = 0.0;
            Span<double> v = axis switch { 0 => argon.Atoms.Vx, 1 => argon.Atoms.Vy, _ => argon.Atoms.Vz };
            for (int i = 0; i < v.Length; i++)
            {
                kinetic += PhysicalConstants.MassVelocitySquared * argon.Atoms.Mass[i] * v[i] * v[i];
            }

            double expected = (kinetic - derivative) / volume * PhysicalConstants.GigapascalPerPressure;
            // Central differences are good to h^2.
            last.PressureTensor[axis, axis].ShouldBe(expected, 1e-6 * (Math.Abs(expected) + 0.01));
        }

        last.Pressure.ShouldBe(last.PressureTensor.Trace / 3.0);
        last.PressureTensor.XY.ShouldBe(last.PressureTensor.YX, 1e-12);
    }

    [Fact]
    public void Without_a_volume_pressure_is_undefined()
    {
        using TestSystem gas = TestSystem.Wells(3, 0.0);
        var sink = new Sink();
        gas.Run(new VelocityVerlet(), 1, 1.0, new ThermoObserver(1, gas.Workers, [sink]));
        sink.Records[1].Pressure.ShouldBe(double.NaN);
        sink.Records[1].PressureTensor.YZ.ShouldBe(double.NaN);
        sink.Records[1].Volume.ShouldBe(double.NaN);
    }

    [Fact]
    public void All_sinks_finish_even_if_one_fails()
    {
        using TestSystem gas = TestSystem.Wells(3, 0.0);
        var good = new Sink();
        Should.Throw<IOException>(() => gas.Run(
            new VelocityVerlet(), 1, 1.0, new ThermoObserver(1, gas.Workers, [new Sink { Fails = true }, good])));
        good.Finished.ShouldBe(1);
    }

    private static double Strained(TestSystem system, int axis, double strain)
    {
        using TestSystem other = TestSystem.Argon(2, cutoff: 5.5);
        Double3 scale = axis switch
        {
            0 => new(1 + strain, 1, 1),
            1 => new(1, 1 + strain, 1),
            _ => new Double3(1, 1, 1 + strain),
        };
        for (int i = 0; i < system.Atoms.Owned; i++)
        {
            other.Atoms.X[i] = scale.X * system.Atoms.X[i];
            other.Atoms.Y[i] = scale.Y * system.Atoms.Y[i];
            other.Atoms.Z[i] = scale.Z * system.Atoms.Z[i];
        }

        other.State.Cell = system.State.Cell.WithVectors(
            system.State.Cell.Vectors * new Matrix3(scale.X, 0, 0, 0, scale.Y, 0, 0, 0, scale.Z));
        other.Forces.UpdateNeighbors(other.State);
        other.Forces.Compute(other.State, MdEngine.Core.Forces.ForceNeeds.Energy);
        return other.State.Forces.Energy;
    }

    private sealed class Sink : IThermoSink
    {
        public List<ThermoRecord> Records { get; } = [];

        public int Finished { get; private set; }

        public bool Fails { get; init; }

        public void Write(in ThermoRecord record) => Records.Add(record);

        public void Finish()
        {
            Finished++;
            if (Fails)
            {
                throw new IOException("disk full");
            }
        }
    }
}
