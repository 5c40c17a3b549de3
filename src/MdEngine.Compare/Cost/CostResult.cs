using System.Collections.Generic;

namespace MdEngine.Compare.Cost;

/// <summary>What a potential costs.</summary>
/// <param name="Processor">Where it was measured.</param>
/// <param name="Points">Cases, by size, then by threads.</param>
/// <param name="Notes">What a reader should be warned of; each a sentence.</param>
public sealed record CostResult(ProcessorInfo Processor, IReadOnlyList<CostPoint> Points, IReadOnlyList<string> Notes);
