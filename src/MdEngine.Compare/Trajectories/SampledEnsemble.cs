namespace MdEngine.Compare.Trajectories;

/// <summary>Ensemble of a simulation from which a property is sampled.</summary>
public enum SampledEnsemble
{
    /// <summary>Constant energy: true dynamics, for diffusion and vibrations.</summary>
    Nve,

    /// <summary>Constant temperature, by stochastic velocity rescaling, which disturbs the dynamics little.</summary>
    Nvt,

    /// <summary>Constant temperature and pressure, by stochastic velocity and cell rescaling.</summary>
    Npt,
}
