using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Forces;

namespace MdEngine.Potentials.Eam;

/// <summary>Makes embedded-atom potentials of the analytic form of Zhou et al.</summary>
public sealed class ZhouFactory : PotentialFactory<ZhouOptions>
{
    /// <inheritdoc/>
    public override string TypeName => "eam-zhou";

    /// <inheritdoc/>
    public override string Summary => "Embedded-atom method in the analytic form of Zhou, Johnson, Wadley (2004), any of its metals and alloys";

    /// <inheritdoc/>
    protected override IPotential Create(ZhouOptions options)
    {
        (string Key, string Message) fault = options.Validate().FirstOrDefault();
        return fault.Message is null
            ? new EamPotential(ZhouFunctions.Tabulate(options))
            : throw new InputException($"{fault.Key}: {fault.Message}");
    }
}
