using System;

namespace MdEngine.Core;

/// <summary>
/// The physics of a run failed (non-finite forces, lost atoms, exploding energy): exit code 3. The message says
/// where, when and what to try.
/// </summary>
public sealed class PhysicsException(string message) : Exception(message);
