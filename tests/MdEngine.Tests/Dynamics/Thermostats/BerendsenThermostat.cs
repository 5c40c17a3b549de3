using System;
using MdEngine.Core.Motion;
using MdEngine.Core.Units;

namespace MdEngine.Tests.Dynamics.Thermostats;

/// <summary>
/// Weak coupling, which holds the temperature but samples no ensemble: what a test of a thermostat's distribution
/// must refuse. H. J. C. Berendsen et al., J. Chem. Phys. 81, 3684 (1984).
/// </summary>
internal sealed class BerendsenThermostat(double temperature, double relaxationTime) : IThermostat
{
    public string Name => "Berendsen";

    public bool ConservesMomentum => true;

    public double ReservoirEnergy => 0.0;

    public bool SplitsDrift => false;

    public void Begin(in StepContext step, int degreesOfFreedom)
    {
    }

    public void BeforeStep(in StepContext step)
    {
    }

    public void MidDrift(in StepContext step)
    {
    }

    public void AfterStep(in StepContext step)
    {
        var atoms = step.State.Atoms;
        double twiceKinetic = 0.0;
        for (int i = 0; i < atoms.Owned; i++)
        {
            double v2 = (atoms.Vx[i] * atoms.Vx[i]) + (atoms.Vy[i] * atoms.Vy[i]) + (atoms.Vz[i] * atoms.Vz[i]);
            twiceKinetic += PhysicalConstants.MassVelocitySquared * atoms.Mass[i] * v2;
        }

        double target = ((3 * atoms.Owned) - 3) * PhysicalConstants.Boltzmann * temperature;
        double scale = Math.Sqrt(1.0 + (step.Timestep / relaxationTime * ((target / twiceKinetic) - 1.0)));
        for (int i = 0; i < atoms.Owned; i++)
        {
            atoms.Vx[i] *= scale;
            atoms.Vy[i] *= scale;
            atoms.Vz[i] *= scale;
        }
    }
}
