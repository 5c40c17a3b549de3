using System.Collections.Generic;
using MdEngine.Core.Options;

namespace MdEngine.Core.Forces;

/// <summary>Options of the type "sum".</summary>
public sealed record SumOptions
{
    /// <summary>The potentials that are added up.</summary>
    [Option("terms", "Potentials that are added up.", MinCount = 1)]
    public IReadOnlyList<IPotentialSource> Terms { get; init; } = [];
}
