using System;
using System.Threading;
using MdEngine.Core.Forces;

namespace MdEngine.Compare.Properties;

/// <summary>What a property is computed with.</summary>
/// <param name="Workers">Threads.</param>
/// <param name="Progress">Told the part that is done, from 0 to 1.</param>
/// <param name="Stop">Asks it to stop.</param>
public sealed record PropertyContext(WorkerPool Workers, Action<double> Progress, CancellationToken Stop);
