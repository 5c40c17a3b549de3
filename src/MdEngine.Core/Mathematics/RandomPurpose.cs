namespace MdEngine.Core.Mathematics;

/// <summary>Uses of random numbers; each has its own stream. Values are part of what makes a run reproducible.</summary>
public enum RandomPurpose
{
    /// <summary>Initial velocities.</summary>
    Velocities = 1,

    /// <summary>Displacement noise of built structures.</summary>
    Displacements = 2,

    /// <summary>Langevin noise.</summary>
    Langevin = 3,

    /// <summary>Random composition of built structures.</summary>
    Substitution = 4,

    /// <summary>Places of atoms in random packings.</summary>
    Packing = 30,

    /// <summary>Choice of vacancies, places of interstitials.</summary>
    PointDefects = 31,

    /// <summary>Stochastic velocity rescaling.</summary>
    VelocityRescaling = 20,

    /// <summary>Stochastic cell rescaling.</summary>
    CellRescaling = 21,

    /// <summary>Split of a data set into training, validation and test frames.</summary>
    DataSplit = 40,

    /// <summary>Initial weights of networks.</summary>
    NetworkWeights = 42,

    /// <summary>Order and batches of training data.</summary>
    TrainingOrder = 43,

    /// <summary>Tests and other uses outside a run.</summary>
    Other = 99,
}
