using System.Collections.Generic;

namespace MdEngine.Compare.Results;

/// <summary>Error against cost of all potentials, and which of them belong to the Pareto set.</summary>
/// <param name="Title">What the error is: "force RMSE on Si test".</param>
/// <param name="ErrorUnit">Its unit.</param>
/// <param name="Atoms">Size at which the cost was measured.</param>
/// <param name="Threads">Threads.</param>
/// <param name="Points">The potentials for which both are known.</param>
public sealed record Frontier(string Title, string ErrorUnit, int Atoms, int Threads, IReadOnlyList<FrontierPoint> Points);
