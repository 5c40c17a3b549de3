using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Motion;
using MdEngine.Core.Persistence;

namespace MdEngine.Dynamics.Thermostats;

/// <summary>Several thermostats at once, each on atoms of its own.</summary>
public sealed class ThermostatSet : IThermostat
{
    private readonly IThermostat[] _members;

    /// <summary>Puts thermostats together.</summary>
    /// <param name="members">Thermostats that share no atoms, in the order in which they act.</param>
    public ThermostatSet(IReadOnlyList<IThermostat> members) => _members = [.. members];

    /// <inheritdoc/>
    public string Name => string.Join(" + ", _members.Select(m => m.Name));

    /// <inheritdoc/>
    public bool ConservesMomentum => _members.All(m => m.ConservesMomentum);

    /// <inheritdoc/>
    public double ReservoirEnergy
    {
        get
        {
            double sum = 0.0;
            foreach (IThermostat member in _members)
            {
                sum += member.ReservoirEnergy;
            }

            return sum;
        }
    }

    /// <inheritdoc/>
    public bool SplitsDrift
    {
        get
        {
            foreach (IThermostat member in _members)
            {
                if (member.SplitsDrift)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <inheritdoc/>
    public void Begin(in StepContext step, int degreesOfFreedom)
    {
        foreach (IThermostat member in _members)
        {
            member.Begin(in step, degreesOfFreedom);
        }
    }

    /// <inheritdoc/>
    public void BeforeStep(in StepContext step)
    {
        foreach (IThermostat member in _members)
        {
            member.BeforeStep(in step);
        }
    }

    /// <inheritdoc/>
    public void MidDrift(in StepContext step)
    {
        foreach (IThermostat member in _members)
        {
            member.MidDrift(in step);
        }
    }

    /// <inheritdoc/>
    public void AfterStep(in StepContext step)
    {
        foreach (IThermostat member in _members)
        {
            member.AfterStep(in step);
        }
    }

    /// <inheritdoc/>
    public void Save(StateBag into)
    {
        for (int k = 0; k < _members.Length; k++)
        {
            _members[k].Save(into.Section($"{k}"));
        }
    }

    /// <inheritdoc/>
    public void Restore(StateBag from)
    {
        for (int k = 0; k < _members.Length; k++)
        {
            _members[k].Restore(from.Section($"{k}"));
        }
    }
}
