using System.Collections.Generic;
using MdEngine.Potentials.Readouts;

namespace MdEngine.Potentials.Hdnnp.Networks;

/// <summary>One set of networks, one for each element, with the scaling of their inputs: a member of a committee.</summary>
/// <param name="Name">Folder that it was read from.</param>
/// <param name="Networks">Network of each element.</param>
/// <param name="Scaling">Scaling of the inputs of each.</param>
public sealed record NetworkSet(
    string Name, IReadOnlyList<DenseNetwork> Networks, IReadOnlyList<InputScaling> Scaling);
