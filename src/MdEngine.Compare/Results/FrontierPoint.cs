using System.Text.Json.Serialization;

namespace MdEngine.Compare.Results;

/// <summary>A potential in the plane of error against cost.</summary>
/// <param name="Potential">Its name.</param>
/// <param name="Cost">Median wall time, microseconds for a step and an atom.</param>
/// <param name="CostSpread">Half the distance between its quartiles, microseconds.</param>
/// <param name="Error">Error.</param>
/// <param name="IsPareto">Whether no other is at least as good in both and better in one.</param>
public sealed record FrontierPoint(
    string Potential,
    [property: JsonPropertyName("cost_us_per_atom_step")] double Cost,
    [property: JsonPropertyName("cost_spread_us_per_atom_step")] double CostSpread,
    double Error,
    bool IsPareto);
