using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using MdEngine.Core;
using MdEngine.Core.Forces;
using MdEngine.Core.Motion;
using MdEngine.Core.Observation;
using MdEngine.Core.Persistence;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Simulation;
using MdEngine.Dynamics.Thermostats;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Dynamics.Simulation;

public sealed class SimulationLoopTests
{
    [Fact]
    public void Steps_run_in_order_through_the_stages()
    {
        using TestSystem argon = TestSystem.Argon(2, cutoff: 5.5);
        var log = new List<string>();
        var loop = new SimulationLoop(
            argon.State, argon.Forces, argon.Workers, [new Recorder(log, "a", 1), new Recorder(log, "b", 2)]);
        RunOutcome outcome = loop.Run([
            new SimulationStage("one", 2, 1.0, new Spy(log, "i")), new SimulationStage("none", 0, 1.0, new Spy(log, "n")),
            new SimulationStage("two", 1, 0.5, new Spy(log, "j"))]);

        outcome.Completed.ShouldBeTrue();
        outcome.Interrupted.ShouldBeFalse();
        outcome.Steps.ShouldBe(3);
        argon.State.Time.ShouldBe(2.5);
        string.Join(" ", log).ShouldBe(
            "i:begin0@0 a0:one b0:one i:first1@0.5 i:second1@0.5 a1:one i:first2@1 i:second2@1 a2:one b2:one n:begin2@1 "
            + "j:begin2@0 j:first3@1 j:second3@1 a3:two b3:two a:finish b:finish");
    }

    [Fact]
    public void The_potential_is_asked_for_no_more_than_what_is_due()
    {
        using TestSystem argon = TestSystem.Argon(2, cutoff: 5.5);
        var asked = new List<ForceNeeds>();
        var always = new Watch(_ => true, ForceNeeds.None, o => asked.Add(o.State.Forces.Valid));
        var sometimes = new Watch(step => step == 3, ForceNeeds.AtomEnergies | ForceNeeds.Virial, _ => { });
        var spy = new Spy([], "i") { Needs = ForceNeeds.Energy };
        new SimulationLoop(argon.State, argon.Forces, argon.Workers, [always, sometimes]).Run([
            new SimulationStage("one", 4, 1.0, new VelocityVerlet()), new SimulationStage("two", 1, 1.0, spy)]);
        asked.ShouldBe([
            ForceNeeds.None, ForceNeeds.None, ForceNeeds.None, ForceNeeds.AtomEnergies | ForceNeeds.Virial,
            // The last step of a stage tells what the next stage's integrator must know when it begins.
            ForceNeeds.Energy, ForceNeeds.Energy]);
    }

    [Fact]
    public void The_conserved_quantity_is_undefined_where_nobody_asked_for_energy()
    {
        using TestSystem argon = TestSystem.Argon(2, cutoff: 5.5);
        double without = 0.0, with = double.NaN;
        argon.Run(
            new VelocityVerlet(), 2, 1.0,
            new Watch(step => step == 1, ForceNeeds.None, o => without = o.ConservedQuantity),
            new Watch(step => step == 2, ForceNeeds.Energy, o => with = o.ConservedQuantity - o.KineticEnergy));
        without.ShouldBe(double.NaN);
        with.ShouldBe(argon.State.Forces.Energy, 1e-12);
    }

    [Fact]
    public void Cancelling_ends_the_run_after_the_step_with_all_observers_finished()
    {
        using TestSystem argon = TestSystem.Argon(2, cutoff: 5.5);
        using var cancel = new CancellationTokenSource();
        var log = new List<string>();
        var canceller = new Watch(step => step == 3, ForceNeeds.None, _ => cancel.Cancel());
        RunOutcome outcome = new SimulationLoop(
            argon.State, argon.Forces, argon.Workers, [canceller, new Recorder(log, "a", 1)])
            .Run([new SimulationStage("one", 10, 1.0, new VelocityVerlet())], cancel.Token);
        outcome.Interrupted.ShouldBeTrue();
        outcome.Steps.ShouldBe(3);
        log.ShouldBe(["a0:one", "a1:one", "a2:one", "a3:one", "a:finish"]);
    }

    [Fact]
    public void A_run_goes_on_where_an_earlier_one_stopped()
    {
        SimulationStage[] Stages(List<string> log) =>
            [new("one", 3, 1.0, new Spy(log, "i")), new("two", 3, 2.0, new Spy(log, "j"))];
        var whole = new List<string>();
        using TestSystem a = TestSystem.Argon(2, cutoff: 5.5), b = TestSystem.Argon(2, cutoff: 5.5);
        using TestSystem c = TestSystem.Argon(2, cutoff: 5.5);
        new SimulationLoop(a.State, a.Forces, a.Workers, [new Recorder(whole, "a", 1)]).Run(Stages(whole));

        var parts = new List<string>();
        using var cancel = new CancellationTokenSource();
        var canceller = new Watch(step => step == 4, ForceNeeds.None, _ => cancel.Cancel());
        var first = new SimulationLoop(b.State, b.Forces, b.Workers, [new Recorder(parts, "a", 1), canceller]);
        first.Run(Stages(parts), cancel.Token);
        var saved = new StateBag();
        first.Save(saved);
        RunOutcome second = new SimulationLoop(c.State, c.Forces, c.Workers, [new Recorder(parts, "a", 1)])
            .Run(Stages(parts), from: saved);
        second.Completed.ShouldBeTrue();
        second.Steps.ShouldBe(2);
        second.Time.ShouldBe(4.0);
        c.State.Time.ShouldBe(a.State.Time);
        parts.Where(s => !s.Contains("begin") && !s.Contains("finish"))
            .ShouldBe(whole.Where(s => !s.Contains("begin") && !s.Contains("finish")));
        parts.ShouldContain("j:begin4@0.3333333333333333");
        parts.Count(s => s.Contains("i:begin")).ShouldBe(1);
    }

    [Fact]
    public void Observers_finish_whoever_throws_and_the_first_failure_comes_out()
    {
        using TestSystem argon = TestSystem.Argon(2, cutoff: 5.5);
        var log = new List<string>();
        IObserver[] observers = [
            new Recorder(log, "a", 1) { FailAtFinish = "late" },
            new Watch(step => step == 2, ForceNeeds.None, _ => throw new IOException("disk full")),
            new Recorder(log, "b", 1)];
        var loop = new SimulationLoop(argon.State, argon.Forces, argon.Workers, observers);
        Should.Throw<IOException>(() => loop.Run([new SimulationStage("one", 5, 1.0, new VelocityVerlet())]))
            .Message.ShouldBe("disk full");
        log.ShouldBe(["a0:one", "b0:one", "a1:one", "b1:one", "a2:one", "a:finish", "b:finish"]);

        var last = new SimulationLoop(
            argon.State, argon.Forces, argon.Workers, [new Recorder([], "a", 1) { FailAtFinish = "late" }]);
        Should.Throw<IOException>(() => last.Run([new SimulationStage("one", 1, 1.0, new VelocityVerlet())]))
            .Message.ShouldBe("late");
    }

    [Fact]
    public void An_explosion_is_reported_with_step_and_remedy()
    {
        using TestSystem wells = TestSystem.Wells(4, 1.0);
        wells.Atoms.Vx[2] = 1e-3;
        // Far above the stability limit of 2/omega = 130 fs: the amplitude grows by a factor each step.
        var fault = Should.Throw<PhysicsException>(() => wells.Run(
            new VelocityVerlet(momentumConserved: false), 10_000, 1000.0, Probe.Kinetic(1)));
        fault.Message.ShouldContain("kinetic energy is not finite");
        fault.Message.ShouldContain($"at step {wells.State.Step} of stage \"test\"");
        fault.Message.ShouldContain("timestep shorter than 1000 fs");
    }

    [Fact]
    public void Degrees_of_freedom_follow_what_is_conserved()
    {
        int Degrees(int atoms, IThermostat? thermostat, bool momentumConserved = true)
        {
            using TestSystem gas = TestSystem.Wells(atoms, 0.0);
            int degrees = 0;
            gas.Run(
                new VelocityVerlet(thermostat, momentumConserved), 1, 1.0,
                new Watch(_ => true, ForceNeeds.None, o => degrees = o.DegreesOfFreedom));
            return degrees;
        }

        TemperatureRamp ramp = TemperatureRamp.Constant(100.0);
        Degrees(10, null).ShouldBe(27);
        Degrees(10, new NoseHooverChain(ramp, 100.0)).ShouldBe(27);
        Degrees(10, new LangevinThermostat(ramp, 100.0, 1)).ShouldBe(30);
        Degrees(10, null, momentumConserved: false).ShouldBe(30);
        Degrees(1, null).ShouldBe(3);
    }

    [Fact]
    public void Times_of_the_phases_add_up()
    {
        using TestSystem argon = TestSystem.Argon(2, cutoff: 5.5);
        PhaseTimes times = argon.Run(new VelocityVerlet(), 50, 1.0, Probe.Kinetic(1)).Times;
        foreach (double t in new[] { times.Forces, times.Lists, times.Integrate, times.Output })
        {
            t.ShouldBeGreaterThan(0.0);
        }

        (times.Forces + times.Lists + times.Integrate + times.Output).ShouldBeLessThanOrEqualTo(times.Total);
    }

    [Fact]
    public void Bad_arguments_are_refused()
    {
        using TestSystem argon = TestSystem.Argon(2, cutoff: 5.5);
        Should.Throw<ArgumentOutOfRangeException>(() => new SimulationStage("x", -1, 1.0, new VelocityVerlet()));
        Should.Throw<ArgumentOutOfRangeException>(() => new SimulationStage("x", 1, 0.0, new VelocityVerlet()));
        Should.Throw<ArgumentOutOfRangeException>(() => new SimulationStage("x", 1, double.NaN, new VelocityVerlet()));
        Should.Throw<ArgumentOutOfRangeException>(
            () => new SimulationLoop(argon.State, argon.Forces, argon.Workers, []).Run([]));
    }

    private sealed class Recorder(List<string> log, string name, long every) : IObserver
    {
        public string? FailAtFinish { get; init; }

        public ForceNeeds Needs => ForceNeeds.None;

        public bool IsDue(long step, int stageIndex, bool lastOfStage) => step % every == 0 || lastOfStage;

        public void Observe(in StepObservation observation) =>
            log.Add($"{name}{observation.State.Step}:{observation.Stage}");

        public void Finish()
        {
            log.Add($"{name}:finish");
            if (FailAtFinish is not null)
            {
                throw new IOException(FailAtFinish);
            }
        }
    }

    private sealed class Watch(Func<long, bool> due, ForceNeeds needs, Action<StepObservation> look) : IObserver
    {
        public ForceNeeds Needs => needs;

        public bool IsDue(long step, int stageIndex, bool lastOfStage) => due(step);

        public void Observe(in StepObservation observation) => look(observation);

        public void Finish()
        {
        }
    }

    private sealed class Spy(List<string> log, string name) : IIntegrator
    {
        public string Name => name;

        public ForceNeeds Needs { get; init; }

        public int ConstrainedDegrees => 0;

        public double ReservoirEnergy => 0.0;

        public void Begin(in StepContext step) => Log("begin", in step);

        public void FirstHalf(in StepContext step) => Log("first", in step);

        public void SecondHalf(in StepContext step) => Log("second", in step);

        private void Log(string what, in StepContext step) => log.Add(
            FormattableString.Invariant($"{name}:{what}{step.Step}@{step.Progress}"));
    }
}
