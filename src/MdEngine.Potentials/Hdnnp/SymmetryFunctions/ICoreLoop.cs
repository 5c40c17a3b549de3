namespace MdEngine.Potentials.Hdnnp.SymmetryFunctions;

/// <summary>A loop that is compiled for each cutoff function.</summary>
internal interface ICoreLoop
{
    /// <summary>Runs it.</summary>
    void Run<TCore>()
        where TCore : struct, ICore;
}
