using System;
using System.Collections.Generic;
using MdEngine.Core.Forces;
using MdEngine.Core.Observation;

namespace MdEngine.Tests.Dynamics;

/// <summary>Gathers a number of each step that it is due at.</summary>
internal sealed class Probe(long every, Func<StepObservation, double> value, long from = 0) : IObserver
{
    public List<double> Values { get; } = [];

    public ForceNeeds Needs => ForceNeeds.Energy;

    public static Probe Kinetic(long every, long from = 0) => new(every, o => o.KineticEnergy, from);

    public static Probe Total(long every, long from = 0) =>
        new(every, o => o.KineticEnergy + o.State.Forces.Energy, from);

    public static Probe Conserved(long every, long from = 0) => new(every, o => o.ConservedQuantity, from);

    public bool IsDue(long step, int stageIndex, bool lastOfStage) => step >= from && step % every == 0;

    public void Observe(in StepObservation observation) => Values.Add(value(observation));

    public void Finish()
    {
    }
}
