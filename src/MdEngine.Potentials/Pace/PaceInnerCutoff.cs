namespace MdEngine.Potentials.Pace;

/// <summary>What replaces the expansion where atoms are very close to each other; one kind holds for a whole model.</summary>
public enum PaceInnerCutoff
{
    /// <summary>The expansion of an atom is switched off where the sum of its core repulsion is large.</summary>
    Density,

    /// <summary>As <see cref="Density"/>, and radial functions and repulsion pass into each other by distance.</summary>
    Distance,

    /// <summary>The universal screened nuclear repulsion takes over when the nearest neighbour comes close.</summary>
    Zbl,
}
