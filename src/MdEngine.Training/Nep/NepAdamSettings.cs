using MdEngine.Training.Optimizers;

namespace MdEngine.Training.Nep;

/// <summary>Settings of Adam for a neuroevolution potential, whose descriptors are polynomials and bear no large rate.</summary>
public sealed record NepAdamSettings : AdamSettings
{
    /// <summary>Makes settings that begin with a rate of 0.002.</summary>
    public NepAdamSettings() => Rate = 0.002;
}
